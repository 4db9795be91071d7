using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Asks one probe about one asset. A probe that throws is our own fault: said as such, and the scan goes on.</summary>
internal sealed partial class ProbeAsker(IEnumerable<IProbe> probes, TimeProvider clock, ILogger<ProbeAsker> logger)
{
    private readonly Dictionary<string, IProbe> _probes = probes.ToDictionary(probe => probe.Id);

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<IReadOnlyList<Finding>> AskAsync(
        string probe,
        Asset asset,
        ProbeContext context,
        CancellationToken cancellationToken
    )
    {
        if (!_probes.TryGetValue(probe, out var asked) || !asked.AppliesTo(asset))
            return [];
        using var span = Instruments.Source.StartActivity($"ask {probe}");
        var findings = await AskAsync(asked, asset, context, cancellationToken);
        foreach (var finding in findings)
            Instruments.Asked(finding.Probe, OutcomeWord.Of(finding.Answer));
        return findings;
    }

    [SuppressMessage("Design", "CA1031", Justification = "One faulty probe must not cost the answers of all others.")]
    private async Task<IReadOnlyList<Finding>> AskAsync(
        IProbe probe,
        Asset asset,
        ProbeContext context,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await probe.AskAsync(asset, context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            LogFault(e, probe.Id, asset.Key, context.ScanId);
            var fault = new ProbeAnswer.NoAnswer(Silence.OurFault, $"the {probe.Id} probe failed: {e.GetType().Name}");
            return [new Finding(asset, probe.Id, clock.GetUtcNow(), fault, [])];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Probe} probe failed on {Asset} in scan {ScanId}")]
    private partial void LogFault(Exception exception, string probe, string asset, Guid scanId);
}
