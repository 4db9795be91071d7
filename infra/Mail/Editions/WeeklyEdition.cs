namespace CyberWatch.Infra.Mail.Editions;

/// <summary>What each weekly letter says of its week.</summary>
public abstract record WeeklyEdition
{
    /// <summary>The week reported, <c>2026-W47</c>.</summary>
    public required string Week { get; init; }

    /// <summary>The day on which it was composed there: what is overdue is so on this day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Composed so late that the letter says so, and leaves out what was closed since.</summary>
    public bool IsLate { get; init; }

    /// <summary>The week was not over yet: a preview.</summary>
    public bool IsRunning { get; init; }
}
