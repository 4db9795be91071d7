using System.Diagnostics;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>What is told of one scan to who watches: its id in every line of the log, a span, and at its end how long it took and how it ended.</summary>
internal sealed class ScanWatch : IDisposable
{
    private static readonly Func<ILogger, Guid, IDisposable?> ScopeOf = LoggerMessage.DefineScope<Guid>("scan {ScanId}");

    private readonly Scan _scan;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly Activity? _span;
    private readonly IDisposable? _scope;

    public ScanWatch(Scan scan, TimeProvider clock, ILogger logger)
    {
        (_scan, _clock, _began) = (scan, clock, clock.GetTimestamp());
        _span = Instruments.Source.StartActivity("scan");
        _span?.SetTag("cyberwatch.scan.id", scan.Id).SetTag("cyberwatch.scan.kind", scan.Kind.Kebab());
        _scope = ScopeOf(logger, scan.Id);
    }

    /// <summary>Unless somebody says otherwise, an exception of ours ended it.</summary>
    public string Outcome { get; set; } = "broken";

    public void Ended(Scan scan) => Outcome = scan.State == ScanState.Due ? "put-off" : scan.State.Kebab();

    public void Dispose()
    {
        Instruments.ScanEnded(_scan.Kind.Kebab(), Outcome, _clock.GetElapsedTime(_began));
        _span?.SetTag("cyberwatch.scan.outcome", Outcome);
        _span?.Dispose();
        _scope?.Dispose();
    }
}
