using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>One line of a list of scans.</summary>
public sealed record ScanRow(
    Guid Id,
    string Finess,
    string Establishment,
    string TimeZone,
    ScanKind Kind,
    ScanState State,
    DateTimeOffset DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string Stage,
    int StepsDone,
    int StepsPlanned,
    Coverage Coverage,
    int AlertsOpened,
    int AlertsResolved,
    int Recovered,
    string? Reason
);

/// <summary>What became of the questions: answered, silent (inconclusive), not allowed.</summary>
public sealed record Coverage(int Answered, int Silent, int NotAllowed)
{
    public static readonly Coverage None = new(0, 0, 0);

    public int Asked => Answered + Silent + NotAllowed;

    /// <summary>0 to 1; null when nothing was planned, which is not the same as nothing answered.</summary>
    public double? Share => Asked == 0 ? null : (double)Answered / Asked;
}

/// <summary>Which scans a reader asked for.</summary>
public enum ScanStanding
{
    /// <summary>All that started, the latest first.</summary>
    Started,
    Running,
    Failed,

    /// <summary>Due and not taken up yet, the next first.</summary>
    Planned,

    /// <summary>The last finished light or full scan of each establishment: what its coverage stands on.</summary>
    Last,
}

public sealed record ScanFilter(ScanStanding Standing = ScanStanding.Started, string? Finess = null, string? RegionCode = null);
