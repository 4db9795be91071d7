using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Registry.Standings;

/// <summary>Rows from which lines are made, and lines themselves.</summary>
internal static class StandingSeed
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>A hospital with one domain under a mandate.</summary>
    public static object[] Followed(string finess = "990000001", string region = "32") =>
        [TemporaryData.Hospital(finess, region), Domain(finess), Mandate(finess)];

    public static PerimeterEntry Domain(string finess) =>
        new()
        {
            Finess = finess,
            Kind = PerimeterKind.Domain,
            Value = "ch-nord.example",
            Source = "perimeter.csv line 2",
        };

    public static Mandate Mandate(string finess) =>
        new()
        {
            Finess = finess,
            SignedBy = "la direction",
            SignedOn = Today.AddDays(-40),
            ValidFrom = Today.AddDays(-30),
            ValidUntil = Today.AddDays(300),
            Intrusive = false,
            Source = "mandates.csv line 2",
        };

    public static Scan FullScan(string finess = "990000001", ScanState state = ScanState.Done) =>
        new()
        {
            Id = Guid.CreateVersion7(Now),
            Finess = finess,
            Kind = ScanKind.Full,
            Slot = $"request|{Guid.NewGuid()}",
            State = state,
            DueAt = Now.AddHours(-3),
            EndedAt = Now.AddHours(-2),
            Answered = 10,
        };

    public static AssetAnswer Answer(
        string asset,
        string probe,
        DateTimeOffset? conclusive,
        string outcome = "answered",
        string finess = "990000001"
    ) =>
        new()
        {
            Finess = finess,
            AssetKey = asset,
            Probe = probe,
            LastAsked = Now.AddHours(-3),
            LastConclusive = conclusive,
            LastOutcome = outcome,
        };

    public static Alert Alert(
        string rule,
        Severity severity,
        AlertState state = AlertState.Open,
        string finess = "990000001",
        params AlertEvent[] events
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            RuleId = rule,
            AssetKey = "zone:ch-nord.example",
            Severity = severity,
            State = state,
            TitleFr = $"Titre de {rule}",
            TitleEn = $"Title of {rule}",
            FirstSeen = Now.AddDays(-20),
            LastSeen = Now,
            OpenedAt = Now.AddDays(-20),
            Events = [.. events],
        };

    public static AlertEvent Event(double daysAgo, AlertState? from, AlertState to, string why = "match") =>
        new()
        {
            At = Now.AddDays(-daysAgo),
            Actor = "scan",
            From = from,
            To = to,
            Why = why,
        };

    public static StandingDay Line(string finess, DateOnly day, params Alert[] alerts)
    {
        var score = Score.Of(alerts.Select(Scored));
        return new()
        {
            Finess = finess,
            Day = day,
            At = new DateTimeOffset(day, new TimeOnly(6, 0), TimeSpan.Zero),
            Assets = 10,
            Verified = 10,
            Risk = score.Risk,
            Score = score.Shown,
            Grade = score.Grade,
            Alerts = StandingJson.Write(score),
        };
    }

    private static ScoredAlert Scored(Alert alert) =>
        new(alert.Id.ToString(), alert.RuleId, alert.State, alert.Severity, alert.Confidence, alert.ExploitedBy is not null);
}
