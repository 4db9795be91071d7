using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>Sorts the alerts of a week into the blocks of the technical letter: one alert, one place, the first that fits. Pure.</summary>
internal sealed class TechnicalWriter
{
    private const int FirstShown = 3;
    private const int NextShown = 10;
    private const int FixedShown = 10;
    private const int EndingWithin = 14;
    private readonly IReadOnlyList<SiteWeek> _weeks;
    private readonly WeekSpan _span;
    private readonly bool _isGroup;
    private readonly List<Line> _first;
    private readonly List<Line> _next;
    private readonly Line? _spare;

    /// <param name="weeks">One, or the sites of a group.</param>
    /// <param name="span">The week by the clock of the letter.</param>
    public TechnicalWriter(IReadOnlyList<SiteWeek> weeks, WeekSpan span)
    {
        (_weeks, _span, _isGroup) = (weeks, span, weeks.Count > 1);
        _first = [.. Lines((trail, maker) => maker.IsPressing(trail)).Take(FirstShown)];
        _next = [.. Lines(IsNext)];
        _spare =
            _first.Count > 0
                ? null
                : Lines((trail, _) => trail.IsOngoing && !IsIn(_next, trail)).FirstOrDefault(line => line.RiskRemoved > 0);
    }

    public TechnicalEdition Write(string name)
    {
        var numbers = new WeekCounter(_weeks, EndingWithin);
        var others = Others().ToList();
        var fixes = Fixed().ToList();
        return new()
        {
            Name = name,
            Finess = _isGroup ? null : _weeks[0].Site.Finess,
            Week = _span.Week.ToString(),
            TimeZone = _span.Zone,
            Today = _span.Today,
            IsLate = _span.IsLate,
            IsRunning = _span.IsRunning,
            Sites =
            [
                .. _weeks
                    .Select(SiteWriter.Line)
                    .OrderBy(line => line.Score?.Now.Shown ?? int.MaxValue)
                    .ThenByDescending(line => line.Critical)
                    .ThenBy(line => line.Name, StringComparer.Ordinal),
            ],
            Fault = WeekSums.Fault(_weeks),
            First = [.. _first.Select(line => line.Words)],
            Together = Together(),
            Spare = _spare?.Words,
            Next = [.. _next.Take(NextShown).Select(line => line.Words)],
            NextLeft = Math.Max(0, _next.Count - NextShown),
            Others = WeekCounter.BySeverity(others),
            OthersMoved = others.Exists(trail => trail.Origin != AlertOrigin.Standing),
            OthersDueOn = others.Min(trail => trail.Alert.DueOn),
            Numbers = numbers.Count(),
            Fixed = [.. fixes.Take(FixedShown)],
            FixedLeft = Math.Max(0, fixes.Count - FixedShown),
            Coverage = WeekSums.Coverage(_weeks),
        };
    }

    /// <summary>The alerts that the numbers count.</summary>
    public IEnumerable<Guid> Counted() =>
        _weeks
            .SelectMany(week => week.Alerts)
            .Where(trail => trail.WasOngoing || trail.WasAccepted || trail.Fix is not null)
            .Select(trail => trail.Alert.Id);

    private IEnumerable<Line> Lines(Func<AlertTrail, LineMaker, bool> belongs) =>
        LineMaker.InOrder(
            _weeks.SelectMany(week =>
            {
                var maker = new LineMaker(week, _isGroup);
                return maker.Of(week.Alerts.Where(trail => belongs(trail, maker)));
            })
        );

    private bool IsNext(AlertTrail trail, LineMaker maker) =>
        !IsIn(_first, trail)
        && (
            IsEnding(trail)
            || trail.IsOngoing
                && trail.Alert.Severity > Severity.Info
                && (trail.Origin != AlertOrigin.Standing || maker.IsPressing(trail))
        );

    private bool IsEnding(AlertTrail trail) =>
        trail.WasAccepted
        && trail.Alert.State == AlertState.Accepted
        && trail.Alert.AcceptedUntil <= _span.Today.AddDays(EndingWithin);

    private static bool IsIn(IEnumerable<Line> lines, AlertTrail trail) =>
        lines.Any(line => line.Keys.Contains(trail.Alert.Id.ToString()));

    private IEnumerable<AlertTrail> Others()
    {
        Line[] named = [.. _first, .. _next, .. _spare is null ? [] : new[] { _spare }];
        return _weeks.SelectMany(week => week.Alerts).Where(trail => trail.IsOngoing && !IsIn(named, trail));
    }

    private Mark? Together() =>
        _isGroup || _first.Count == 0 || _weeks[0].Standing?.Score is not { } score
            ? null
            : score.Without(_first.SelectMany(line => line.Keys).ToHashSet()).Mark;

    private IEnumerable<FixedLine> Fixed() =>
        _weeks
            .SelectMany(week => week.Alerts.Where(trail => trail.Fix is not null).Select(trail => Fixed(week, trail)))
            .OrderByDescending(line => line.Severity)
            .ThenBy(line => line.Second)
            .ThenBy(line => line.Id);

    private FixedLine Fixed(SiteWeek week, AlertTrail trail)
    {
        var (alert, fix) = (trail.Alert, trail.Fix!);
        DateOnly? first =
            week.FirstProofs.TryGetValue(alert.Id, out var proof) && proof <= fix.At ? week.Span.DayOf(proof) : null;
        return new(
            alert.Id,
            alert.Severity,
            new(alert.TitleFr, alert.TitleEn),
            alert.AssetKey,
            _isGroup ? week.Site.Name : null,
            fix.Why,
            first,
            week.Span.DayOf(fix.At)
        );
    }
}
