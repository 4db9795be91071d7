using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>The week in numbers, as it stood at its end.</summary>
internal sealed class WeekCounter(IReadOnlyList<SiteWeek> weeks, int endingWithin)
{
    public WeekNumbers Count()
    {
        var ongoing = weeks
            .SelectMany(week => week.Alerts.Where(trail => trail.WasOngoing).Select(trail => (week.Span, Trail: trail)))
            .ToList();
        var accepted = weeks
            .SelectMany(week => week.Alerts.Where(trail => trail.WasAccepted).Select(trail => (week.Span, Trail: trail)))
            .ToList();
        return new()
        {
            New = ongoing.Count(one => one.Trail.Origin == AlertOrigin.New),
            Reopened = ongoing.Count(one => one.Trail.Origin == AlertOrigin.Reopened),
            Fixed = weeks.Sum(week => week.Alerts.Count(trail => trail.Fix is not null)),
            Overdue = ongoing.Count(one => one.Trail.Alert.DueOn < one.Span.Today),
            DueSoon = ongoing.Count(one =>
                one.Trail.Alert.DueOn >= one.Span.Today && one.Trail.Alert.DueOn <= one.Span.SoonUntil
            ),
            Ending = accepted.Count(one => one.Trail.Alert.AcceptedUntil <= one.Span.Today.AddDays(endingWithin)),
            Accepted = accepted.Count,
            Open = BySeverity(ongoing.Select(one => one.Trail)),
        };
    }

    /// <summary>The worst first; only severities that there are.</summary>
    public static IReadOnlyList<SeverityNumber> BySeverity(IEnumerable<AlertTrail> trails) =>
        [
            .. trails
                .GroupBy(trail => trail.Alert.Severity)
                .OrderByDescending(group => group.Key)
                .Select(group => new SeverityNumber(group.Key, group.Count())),
        ];
}

/// <summary>What several sites have together.</summary>
internal static class WeekSums
{
    private const int KeysShown = 5;

    /// <summary>Null while nothing was measured in the week.</summary>
    public static CoverageLine? Coverage(IReadOnlyList<SiteWeek> weeks)
    {
        var measured = weeks.Select(week => week.Coverage).OfType<CoverageLine>().ToList();
        if (measured.Count == 0)
            return null;
        var gaps = measured
            .SelectMany(line => line.Gaps)
            .GroupBy(gap => gap.Reason)
            .Select(same => new GapLine(
                same.Key,
                same.Sum(gap => gap.Assets),
                [.. same.SelectMany(gap => gap.Keys).Take(KeysShown)]
            ))
            .OrderByDescending(gap => gap.Assets)
            .ThenBy(gap => gap.Reason, StringComparer.Ordinal);
        return new(
            measured.Sum(line => line.Assets),
            measured.Sum(line => line.Verified),
            measured.Min(line => line.Day),
            [.. gaps]
        );
    }

    public static OurFault? Fault(IReadOnlyList<SiteWeek> weeks)
    {
        var faults = weeks.Select(week => week.Fault).OfType<OurFault>().ToList();
        return faults.Count == 0
            ? null
            : new(
                [.. faults.SelectMany(fault => fault.LostDays).Distinct().Order()],
                faults.Sum(fault => fault.Unknown),
                weeks.All(week => week.Fault is null or { NoMeasure: true })
            );
    }
}
