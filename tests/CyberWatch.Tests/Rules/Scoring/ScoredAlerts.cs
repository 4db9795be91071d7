using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Rules.Scoring;

/// <summary>Alerts as a score sees them; the establishments are those of the sample letters.</summary>
internal static class ScoredAlerts
{
    public static readonly ScoredAlert Imaging = Of("imaging", Severity.Critical);
    public static readonly ScoredAlert Gateway = Of("gateway", Severity.Critical) with
    {
        Confidence = Confidence.Version,
        Exploited = true,
    };
    public static readonly ScoredAlert RemoteDesktop = Of("rdp", Severity.High);
    public static readonly ScoredAlert ZoneTransfer = Of("transfer", Severity.Medium);
    public static readonly ScoredAlert FileTransfer = Of("ftp", Severity.Medium, state: AlertState.Accepted);

    /// <summary>R = 106.5.</summary>
    public static readonly IReadOnlyList<ScoredAlert> Vauclair =
    [
        Imaging,
        Gateway,
        RemoteDesktop,
        ZoneTransfer,
        Of("dmarc", Severity.Medium),
        Of("tls", Severity.Medium, "tls-1"),
        Of("tls", Severity.Medium, "tls-2"),
        Of("hsts", Severity.Low, "hsts-1"),
        Of("hsts", Severity.Low, "hsts-2"),
        FileTransfer,
    ];

    /// <summary>R = 41.5: two more that were fixed since, and not yet the three that came.</summary>
    public static readonly IReadOnlyList<ScoredAlert> VauclairAWeekBefore =
    [
        .. Vauclair.Except([Imaging, Gateway, RemoteDesktop]),
        Of("certificate", Severity.High),
        Of("glpi", Severity.Medium),
    ];

    /// <summary>R = 7.5.</summary>
    public static readonly IReadOnlyList<ScoredAlert> Armorel =
    [
        Of("tls", Severity.Medium),
        Of("hsts", Severity.Low, "hsts-1"),
        Of("hsts", Severity.Low, "hsts-2"),
        Of("nosniff", Severity.Low),
    ];

    public static readonly Gen<ScoredAlert[]> Any = Gen.Select(
            Gen.Int[0, 4],
            Gen.Enum<AlertState>(),
            Gen.Enum<Severity>(),
            Gen.Enum<Confidence>(),
            Gen.Bool,
            (rule, state, severity, confidence, exploited) =>
                new ScoredAlert("", $"rule-{rule}", state, severity, confidence, exploited)
        )
        .Array[0, 30]
        .Select(alerts => alerts.Select((alert, index) => alert with { Key = $"alert-{index}" }).ToArray());

    public static ScoredAlert Of(string rule, Severity severity, string? key = null, AlertState state = AlertState.Open) =>
        new(key ?? rule, rule, state, severity, Confidence.Confirmed, Exploited: false);

    public static Score Without(this IReadOnlyList<ScoredAlert> alerts, params ScoredAlert[] closed) =>
        Score.Of(alerts.Except(closed));
}
