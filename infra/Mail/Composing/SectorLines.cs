using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>Scores and coverage of the sector in a week, and scores of the week before.</summary>
internal sealed class SectorLines
{
    private readonly List<StandingDay> _now;
    private readonly List<StandingDay> _before;
    private readonly Dictionary<string, IReadOnlyList<StandingGap>> _gaps;

    private SectorLines(List<StandingDay> now, List<StandingDay> before)
    {
        (_now, _before) = (now, before);
        _gaps = now.ToDictionary(line => line.Finess, line => StandingJson.ReadGaps(line.Gaps));
    }

    public int Scored => _now.Count(line => line.Score is not null);

    public int Provisional => _now.Count(line => line is { Score: not null, Provisional: true });

    public int? Median => MedianOf(_now);

    public int? MedianBefore => MedianOf(_before);

    /// <summary>Where assets are unverified for a reason of ours.</summary>
    public IEnumerable<string> OurFault =>
        _gaps.Where(site => site.Value.Any(gap => gap.Reason == GapReason.OurFault.Word())).Select(site => site.Key);

    public bool Measures(string finess) => _gaps.ContainsKey(finess);

    /// <summary>Null while nothing was measured in the week. Without keys: they are the establishments' own.</summary>
    public CoverageLine? Coverage =>
        _now.Count == 0
            ? null
            : new(
                _now.Sum(line => line.Assets),
                _now.Sum(line => line.Verified),
                _now.Max(line => line.Day),
                [
                    .. _gaps
                        .Values.SelectMany(gaps => gaps)
                        .GroupBy(gap => gap.Reason)
                        .Select(same => new GapLine(same.Key, same.Sum(gap => gap.Assets), []))
                        .OrderByDescending(gap => gap.Assets)
                        .ThenBy(gap => gap.Reason, StringComparer.Ordinal),
                ]
            );

    public static async Task<SectorLines> ReadAsync(
        RegistryContext registry,
        WeekSpan span,
        CancellationToken cancellationToken
    ) =>
        new(
            await LinesAsync(registry, span.LastDay, span.Week.Monday, cancellationToken),
            await LinesAsync(registry, span.Week.Monday.AddDays(-1), span.Week.Previous.Monday, cancellationToken)
        );

    /// <summary>From A to E; empty while nobody has a score.</summary>
    public IReadOnlyList<GradeLine> Grades() =>
        Scored == 0
            ? []
            :
            [
                .. Enum.GetValues<Grade>()
                    .Select(grade => new GradeLine(
                        grade,
                        _now.Count(line => line.Grade == grade),
                        _before.Exists(line => line.Grade is not null) ? _before.Count(line => line.Grade == grade) : null
                    )),
            ];

    private static int? MedianOf(List<StandingDay> lines) =>
        Medians
            .Of(
                lines
                    .Where(line => line.Score is not null)
                    .Select(line => new MedianMember(null, null, line.Score!.Value, line.Provisional))
            )
            .All?.Score;

    private static Task<List<StandingDay>> LinesAsync(
        RegistryContext registry,
        DateOnly until,
        DateOnly since,
        CancellationToken cancellationToken
    ) =>
        registry
            .LatestStandings(until)
            .Where(line => line.Day >= since && registry.Establishments.Any(site => site.Finess == line.Finess && site.InService))
            .Select(line => new StandingDay
            {
                Finess = line.Finess,
                Day = line.Day,
                At = line.At,
                Assets = line.Assets,
                Verified = line.Verified,
                Gaps = line.Gaps,
                Score = line.Score,
                Grade = line.Grade,
                Provisional = line.Provisional,
            })
            .ToListAsync(cancellationToken);
}
