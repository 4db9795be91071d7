using System.Globalization;
using System.Text.Json.Serialization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Commands;

/// <summary>An alert as <c>alerts list</c> gives it. Dates without an hour are days of the establishment's own time zone.</summary>
internal sealed record AlertLine
{
    public required Guid Id { get; init; }
    public required string Finess { get; init; }
    public required Severity Severity { get; init; }
    public required Confidence Confidence { get; init; }
    public required AlertState State { get; init; }
    public required string Rule { get; init; }
    public required string Asset { get; init; }
    public required IReadOnlyList<string> Twins { get; init; }
    public required IReadOnlyList<string> Checks { get; init; }
    public required IReadOnlyList<string> Vulnerabilities { get; init; }
    public string? ExploitedBy { get; init; }
    public DateOnly? ExploitedSince { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset FirstSeen { get; init; }
    public required DateTimeOffset LastSeen { get; init; }
    public required DateTimeOffset LastAsked { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public required int Reopened { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>The row of the policy, such as <c>house/critical/15</c>.</summary>
    public string? DueBy { get; init; }
    public required bool Overdue { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecisionReason { get; init; }
    public DateOnly? AcceptedUntil { get; init; }

    [JsonIgnore]
    public string DueWords => $"{DueOn?.ToString("O", CultureInfo.InvariantCulture)}{(Overdue ? " overdue" : "")}";

    public static AlertLine Of(Alert alert, DateTimeOffset now) =>
        new()
        {
            Id = alert.Id,
            Finess = alert.Finess,
            Severity = alert.Severity,
            Confidence = alert.Confidence,
            State = alert.State,
            Rule = alert.RuleId,
            Asset = alert.AssetKey,
            Twins = alert.Twins.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Checks = alert.Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Vulnerabilities = alert.Vulnerabilities.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ExploitedBy = alert.ExploitedBy,
            ExploitedSince = alert.ExploitedSince,
            Title = alert.TitleEn,
            FirstSeen = alert.FirstSeen,
            LastSeen = alert.LastSeen,
            LastAsked = alert.LastAsked,
            OpenedAt = alert.OpenedAt,
            ResolvedAt = alert.ResolvedAt,
            Reopened = alert.Reopened,
            DueOn = alert.DueOn,
            DueBy = alert.DueBy,
            Overdue = DueDate.IsOverdue(alert.State, alert.DueOn, LocalDay.Of(now, alert.Establishment!.TimeZone)),
            DecidedBy = alert.DecidedBy,
            DecidedAt = alert.DecidedAt,
            DecisionReason = alert.DecisionReason,
            AcceptedUntil = alert.AcceptedUntil,
        };
}
