using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>What the index answered a page, or that it did not.</summary>
public abstract record IndexAnswer<T>
{
    private IndexAnswer() { }

    public sealed record Given(T Value) : IndexAnswer<T>;

    public sealed record Fault(IndexFault Why) : IndexAnswer<T>;
}

/// <summary>The index does not answer.</summary>
/// <param name="Since">As the worker saw it; null when it did not see it yet.</param>
/// <param name="Why">With the remedy; for who runs the service.</param>
public sealed record IndexFault(DateTimeOffset? Since, Remark.IndexUnusable Why);
