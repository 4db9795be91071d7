using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>All that a technical letter needs of one site.</summary>
internal sealed record SiteWeek
{
    public required Establishment Site { get; init; }
    public required WeekSpan Span { get; init; }
    public required bool HasMandate { get; init; }
    public required IReadOnlyList<AlertTrail> Alerts { get; init; }

    /// <summary>When the first of the two proofs came, by alert.</summary>
    public required IReadOnlyDictionary<Guid, DateTimeOffset> FirstProofs { get; init; }

    /// <summary>The last line up to the end of the week; null: nothing was ever measured.</summary>
    public required EstablishmentStanding? Standing { get; init; }

    /// <summary>There was a score more than a week before.</summary>
    public required bool WasScored { get; init; }
    public required IReadOnlyList<DateOnly> LostDays { get; init; }

    /// <summary>It was scanned before or in the week, so that there should be a measure.</summary>
    public required bool WasScanned { get; init; }

    /// <summary>Coverage counts only where it was measured in the week itself.</summary>
    public CoverageLine? Coverage =>
        Standing is { Line: var line } && line.Day >= Span.Week.Monday
            ? new(
                line.Assets,
                line.Verified,
                line.Day,
                [.. Standing.Gaps.Select(gap => new GapLine(gap.Reason, gap.Assets, gap.Keys))]
            )
            : null;

    public OurFault? Fault
    {
        get
        {
            var unknown = Coverage?.Gaps.Where(gap => gap.Reason == GapReason.OurFault.Word()).Sum(gap => gap.Assets) ?? 0;
            var noMeasure = HasMandate && WasScanned && Coverage is null;
            return LostDays.Count == 0 && unknown == 0 && !noMeasure ? null : new(LostDays, unknown, noMeasure);
        }
    }
}
