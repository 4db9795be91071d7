using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>An alert of a remote access by version, in any state of its life, with what a person's decision leaves in it.</summary>
internal static class DecidedAlert
{
    public const string Facts = """{"version":"22.5"}""";

    public static Alert In(AlertState state, DateTimeOffset opened, string finess = "990000001") =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            RuleId = "http.screenconnect-before-23-9-8",
            AssetKey = "site:acces.example@203.0.113.24",
            Twins = "site:acces.example@203.0.113.24",
            Severity = Severity.Critical,
            Confidence = Confidence.Version,
            Vulnerabilities = "CVE-2024-1708 CVE-2024-1709",
            State = state,
            TitleFr = "Prise en main à distance",
            TitleEn = "Remote access",
            FirstSeen = opened,
            LastSeen = opened,
            LastAsked = opened,
            OpenedAt = state == AlertState.Suspected ? null : opened,
            SuspectedAt = state == AlertState.Suspected ? opened : null,
            ResolvedAt = state == AlertState.Resolved ? opened.AddDays(1) : null,
            Evidence = Facts,
            EvidenceAt = opened,
            DueOn = state == AlertState.Suspected ? null : DateOnly.FromDateTime(opened.UtcDateTime).AddDays(15),
            DueBy = state == AlertState.Suspected ? null : "house/critical/15",
            DecidedBy = IsDecided(state) ? "rssi@ch-exemple.example" : null,
            DecidedAt = IsDecided(state) ? opened : null,
            DecisionReason = IsDecided(state) ? "remplacement prévu" : null,
            AcceptedUntil = state == AlertState.Accepted ? DateOnly.FromDateTime(opened.UtcDateTime).AddDays(30) : null,
            AcceptedFor = state == AlertState.Accepted ? Facts : null,
        };

    private static bool IsDecided(AlertState state) =>
        state is AlertState.Acknowledged or AlertState.Accepted or AlertState.FalsePositive;
}
