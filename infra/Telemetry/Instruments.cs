using System.Diagnostics;
using System.Diagnostics.Metrics;
using CyberWatch.Infra.Findings;

namespace CyberWatch.Infra.Telemetry;

/// <summary>
/// What this process did, counted. infra/README.md has every name as Prometheus shows it, and a test holds both together. No label names an
/// establishment, an address or a person.
/// </summary>
public static class Instruments
{
    public const string Name = "CyberWatch";

    /// <summary>Spans of scans, probes and batches to the index.</summary>
    public static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    private static readonly Histogram<double> Scans = Meter.CreateHistogram<double>(
        "cyberwatch.scan.duration",
        "s",
        "How long scans took, by kind and outcome.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200],
        }
    );

    private static readonly Counter<long> Questions = Meter.CreateCounter<long>(
        "cyberwatch.questions",
        description: "Questions that probes asked, by probe and what came back: answered, or the kind of silence."
    );

    private static readonly Counter<long> Judgements = Meter.CreateCounter<long>(
        "cyberwatch.rule.evaluations",
        description: "Rules held against findings that were kept, by verdict."
    );

    private static readonly Counter<long> AlertSteps = Meter.CreateCounter<long>(
        "cyberwatch.alert.steps",
        description: "Steps in the lives of alerts that scans caused, by effect: opened, reopened, resolved and so on."
    );

    private static readonly Counter<long> Documents = Meter.CreateCounter<long>(
        "cyberwatch.index.documents",
        description: "Documents handed to the finding index, by outcome: done, busy or refused."
    );

    private static readonly Counter<long> IndexFaults = Meter.CreateCounter<long>(
        "cyberwatch.index.faults",
        description: "Batches of which the finding index took nothing."
    );

    private static readonly Counter<long> WorkFaults = Meter.CreateCounter<long>(
        "cyberwatch.work.faults",
        description: "Turns of periodic work that failed, by work."
    );

    /// <summary>A scan was let go of. Put off, given back and lost are outcomes too.</summary>
    public static void ScanEnded(string kind, string outcome, TimeSpan took) =>
        Scans.Record(took.TotalSeconds, new("kind", kind), new("outcome", outcome));

    public static void Asked(string probe, string outcome) => Questions.Add(1, new("probe", probe), new("outcome", outcome));

    public static void Judged(string verdict, int rules) =>
        Judgements.Add(rules, new KeyValuePair<string, object?>("verdict", verdict));

    public static void AlertStepped(string effect) => AlertSteps.Add(1, new KeyValuePair<string, object?>("effect", effect));

    /// <summary>Returns what it was given.</summary>
    public static IReadOnlyList<IndexOutcome> Indexed(IReadOnlyList<IndexOutcome> outcomes)
    {
        foreach (var (outcome, documents) in outcomes.CountBy(Word))
            Documents.Add(documents, new KeyValuePair<string, object?>("outcome", outcome));
        return outcomes;
    }

    public static void IndexFailed() => IndexFaults.Add(1);

    private static string Word(IndexOutcome outcome) =>
        outcome switch
        {
            IndexOutcome.Done => "done",
            IndexOutcome.Busy => "busy",
            _ => "refused",
        };

    public static void WorkFailed(string work) => WorkFaults.Add(1, new KeyValuePair<string, object?>("work", work));
}
