using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>All that the standing of some establishments depends on, read in a few questions for all of them.</summary>
internal sealed class StandingGround
{
    private static readonly int[] Counting = [.. Score.Counting.Select(state => (int)state)];

    public required IReadOnlyDictionary<string, string> Zones { get; init; }
    public required ILookup<string, PerimeterEntry> Lines { get; init; }
    public required ILookup<string, Mandate> Mandates { get; init; }
    public required ILookup<string, string> Seen { get; init; }
    public required ILookup<string, AskedProbe> Asked { get; init; }
    public required ILookup<string, ScoredAlert> Alerts { get; init; }

    /// <summary>Those that a full scan looked at to its end.</summary>
    public required IReadOnlySet<string> Scanned { get; init; }

    public static async Task<StandingGround> ReadAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Zones = await registry
                .Establishments.Where(row => finess.Contains(row.Finess))
                .ToDictionaryAsync(row => row.Finess, row => row.TimeZone, cancellationToken),
            Lines = (
                await registry.Perimeter.AsNoTracking().Where(row => finess.Contains(row.Finess)).ToListAsync(cancellationToken)
            ).ToLookup(row => row.Finess),
            Mandates = (
                await registry.Mandates.AsNoTracking().Where(row => finess.Contains(row.Finess)).ToListAsync(cancellationToken)
            ).ToLookup(row => row.Finess),
            Seen = await SeenAsync(registry, finess, now - PerimeterCoverage.SeenWithin, cancellationToken),
            Asked = await AskedAsync(registry, finess, cancellationToken),
            Alerts = await AlertsAsync(registry, finess, cancellationToken),
            Scanned = await registry
                .Scans.Where(row =>
                    finess.Contains(row.Finess) && row.Kind == ScanKind.Full && (int)row.State + 0 == (int)ScanState.Done
                )
                .Select(row => row.Finess)
                .Distinct()
                .ToHashSetAsync(cancellationToken),
        };

    /// <summary>The alerts that count.</summary>
    /// <remarks>
    /// A sum cannot be looked up in an index: else SQLite takes that of the states, which looks smaller to it, and reads the alerts (above:
    /// the scans) of the whole sector for a few establishments.
    /// </remarks>
    public static async Task<ILookup<string, ScoredAlert>> AlertsAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .Alerts.Where(row => finess.Contains(row.Finess) && Counting.Contains((int)row.State + 0))
            .Select(row => new
            {
                row.Finess,
                row.Id,
                row.RuleId,
                row.State,
                row.Severity,
                row.Confidence,
                Exploited = row.ExploitedBy != null,
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(
            row => row.Finess,
            row => new ScoredAlert(row.Id.ToString(), row.RuleId, row.State, row.Severity, row.Confidence, row.Exploited)
        );
    }

    private static async Task<ILookup<string, string>> SeenAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .KnownAssets.Where(row => finess.Contains(row.Finess) && row.LastSeen >= since)
            .Select(row => new { row.Finess, row.Key })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Finess, row => row.Key);
    }

    private static async Task<ILookup<string, AskedProbe>> AskedAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .AssetAnswers.AsNoTracking()
            .Where(row => finess.Contains(row.Finess))
            .ToListAsync(cancellationToken);
        return rows.ToLookup(
            row => row.Finess,
            row => new AskedProbe(
                row.AssetKey,
                row.Probe,
                row.LastAsked,
                row.LastConclusive,
                OutcomeWord.SilenceOf(row.LastOutcome)
            )
        );
    }
}
