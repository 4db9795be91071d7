using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>The sector, or the part of it that the reader may see, at one moment.</summary>
public sealed record SectorOverview
{
    public required IReadOnlyList<WeekRow> Week { get; init; }
    public required int Suspected { get; init; }

    /// <summary>Establishments with an open critical alert.</summary>
    public required int CriticalEstablishments { get; init; }
    public required int Followed { get; init; }
    public required int UnderMandate { get; init; }
    public required int WithoutMandate { get; init; }

    /// <summary>Establishments whose last scan got no answer at all.</summary>
    public required int Silent { get; init; }

    /// <summary>Establishments that were scanned at least once.</summary>
    public required int Scanned { get; init; }
    public required IReadOnlyList<AreaRow> Regions { get; init; }
    public required IReadOnlyList<AreaRow> Departments { get; init; }
    public required RegisterImport? Register { get; init; }

    public int Open => Week.Sum(row => row.Open);

    public int OpenOf(Severity severity) => Week.FirstOrDefault(row => row.Severity == severity)?.Open ?? 0;

    public int New => Week.Sum(row => row.New);
    public int Resolved => Week.Sum(row => row.Resolved);
}

/// <summary>One severity: open now, opened and resolved in the last seven days.</summary>
public sealed record WeekRow(Severity Severity, int Open, int New, int Resolved);

/// <summary>A region or department: followed establishments and open alerts there; the median score where ten or more have one.</summary>
public sealed record AreaRow(string Code, string Name, int Followed, int Critical, int High, int Open, int? Median = null);
