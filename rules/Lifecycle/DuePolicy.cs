using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>By when alerts are to be fixed: one row for each severity, and one for what is exploited.</summary>
/// <param name="Name">Such as <c>house</c>.</param>
/// <param name="Days">By severity; null: no date.</param>
/// <param name="ExploitedDays">For what a catalogue of exploited vulnerabilities lists; null: as if it were not listed.</param>
public sealed record DuePolicy(string Name, IReadOnlyDictionary<Severity, int?> Days, int? ExploitedDays)
{
    public const string Exploited = "exploited";

    /// <summary>The row of a date that no policy gave: the thing holds no longer than that by itself.</summary>
    public const string Validity = "validity";

    /// <summary>The earliest of the dates that may apply, so that being exploited never gives more time, and no date lies beyond the end.</summary>
    /// <param name="severity">Of the alert.</param>
    /// <param name="opened">The day on which it opened.</param>
    /// <param name="exploited">The day on which it was learned that it is exploited; null while it is not.</param>
    /// <param name="ends">The last day on which it holds by itself, never one that had passed when it opened; null where nothing ends.</param>
    public DueDate Decide(Severity severity, DateOnly opened, DateOnly? exploited, DateOnly? ends = null)
    {
        var byPolicy = ByPolicy(severity, opened, exploited);
        return ends is not { } end ? byPolicy
            : IsEarlier(end, byPolicy.On) ? AtEnd(end)
            // a catalogue may take its word back, and then no other row knows the end
            : exploited is not null && IsEarlier(end, ByPolicy(severity, opened, null).On)
                ? byPolicy with
                {
                    By = byPolicy.By with { Ends = end },
                }
            : byPolicy;
    }

    /// <summary>A date of the end of what was found.</summary>
    public DueDate AtEnd(DateOnly end) => new(end, new DueRow(Name, Validity, null));

    /// <summary>An end on the same day leaves the policy's own date.</summary>
    public static bool IsEarlier(DateOnly end, DateOnly? due) => due is not { } date || end < date;

    private DueDate ByPolicy(Severity severity, DateOnly opened, DateOnly? exploited)
    {
        var bySeverity = Row(severity.Kebab(), opened, Days[severity]);
        if (exploited is not { } learned || ExploitedDays is null)
            return bySeverity;
        var byExploit = Row(Exploited, learned > opened ? learned : opened, ExploitedDays);
        return bySeverity.On is { } earlier && earlier < byExploit.On ? bySeverity : byExploit;
    }

    private DueDate Row(string row, DateOnly from, int? days) =>
        new(days is { } span ? from.AddDays(span) : null, new DueRow(Name, row, days));
}

/// <summary>A date, in the establishment's own time zone, and the row of the policy that decided.</summary>
/// <param name="On">Null where the row gives no date.</param>
/// <param name="By">The row.</param>
public sealed record DueDate(DateOnly? On, DueRow By)
{
    /// <summary>Its day is over, and nobody fixed it or decided that it may stay.</summary>
    /// <param name="state">Of the alert.</param>
    /// <param name="on">The last day.</param>
    /// <param name="today">In the establishment's own time zone.</param>
    public static bool IsOverdue(AlertState state, DateOnly? on, DateOnly today) => state.IsOngoing() && on < today;
}
