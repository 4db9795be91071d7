using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>How a scan is worded. One that failed, or got no answer at all, is never green.</summary>
internal static class ScanView
{
    public static string Kind(ScanKind kind, Texts texts) =>
        kind switch
        {
            ScanKind.Light => texts["scans.light"],
            ScanKind.Full => texts["scans.full"],
            ScanKind.Recheck => texts["scans.recheck"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Icon (which is also the colour) and words of what came out.</summary>
    public static (string Icon, string Words) Outcome(ScanRow scan, Texts texts) =>
        scan.State switch
        {
            ScanState.Due => ("clock", texts["scans.due"]),
            ScanState.Running => ("busy", texts["scans.running"]),
            ScanState.Failed => ("critical", texts["scans.failed"]),
            _ => scan.Coverage.Share switch
            {
                null => ("inconclusive", texts["scans.asked-nothing"]),
                0 => ("inconclusive", texts["scans.no-answer"]),
                { } share and < Enough => ("inconclusive", texts["scans.partial", Numbers.Percent(share)]),
                { } share => ("clean", texts["scans.done", Numbers.Percent(share)]),
            },
        };

    /// <summary>Below this share of answers a scan is called partial (design §6).</summary>
    public const double Enough = 0.8;

    public static string Stage(string stage, Texts texts) =>
        stage switch
        {
            "names" => texts["scans.stage-names"],
            "hosts" => texts["scans.stage-hosts"],
            "probes" => texts["scans.stage-probes"],
            "done" => texts["scans.stage-done"],
            "" => texts["scans.stage-start"],
            _ => Scanned.Text(stage),
        };

    public static ScanStanding Standing(string? slug) =>
        Enum.GetValues<ScanStanding>().FirstOrDefault(standing => Slug(standing) == slug);

    public static string Slug(ScanStanding standing) =>
        standing switch
        {
            ScanStanding.Started => "tous",
            ScanStanding.Running => "en-cours",
            ScanStanding.Failed => "echecs",
            ScanStanding.Planned => "prevus",
            ScanStanding.Last => "derniers",
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    public static string Word(ScanStanding standing, Texts texts) =>
        standing switch
        {
            ScanStanding.Started => texts["scans.list-all"],
            ScanStanding.Running => texts["scans.list-running"],
            ScanStanding.Failed => texts["scans.list-failed"],
            ScanStanding.Planned => texts["scans.list-planned"],
            ScanStanding.Last => texts["scans.list-last"],
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    /// <summary>How long it took or has been taking; empty before it started.</summary>
    public static string Took(ScanRow scan, When when) =>
        scan.StartedAt is { } start ? when.Span((scan.EndedAt ?? when.Now) - start) : "";
}
