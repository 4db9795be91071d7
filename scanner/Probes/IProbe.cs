using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes;

/// <summary>Asks an asset one kind of question and reports the facts. A probe never decides whether they are bad.</summary>
public interface IProbe
{
    /// <summary>The name rules use in <c>reads:</c>; never changes once shipped.</summary>
    string Id { get; }

    bool AppliesTo(Asset asset);

    /// <summary>
    /// Returns findings for everything a network can do; throws only for cancellation and our own bugs. One finding for the asset asked,
    /// except the service probe, which gives one for each port of the host.
    /// </summary>
    Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken);
}
