using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Which establishments a reader asked for.</summary>
public enum Following
{
    /// <summary>Those with a perimeter or a mandate.</summary>
    Followed,

    /// <summary>Those whose mandate is valid today.</summary>
    UnderMandate,

    /// <summary>Followed, and no mandate is valid: nothing leaves towards them.</summary>
    WithoutMandate,

    /// <summary>Every site of the register that is in service.</summary>
    InService,
    Closed,
}

public sealed record EstablishmentFilter
{
    public Following Following { get; init; } = Following.Followed;

    /// <summary>Part of name, city, FINESS number or legal entity.</summary>
    public string? Text { get; init; }
    public string? RegionCode { get; init; }
    public string? Department { get; init; }

    /// <summary>With at least one open alert of this severity.</summary>
    public Severity? Exposed { get; init; }

    /// <summary>Whose last finished scan got no answer at all.</summary>
    public bool Silent { get; init; }

    /// <summary>Exactly this one, as it stands in the last line.</summary>
    public Grade? Grade { get; init; }

    /// <summary>With an alert for which somebody is called.</summary>
    public bool ToCall { get; init; }
}

/// <summary>One line of the list. Counts are of open and acknowledged alerts.</summary>
public sealed record EstablishmentRow(
    string Finess,
    string Name,
    string? City,
    string? Department,
    string? Region,
    bool InService,
    int Critical,
    int High,
    int Open,
    DateTimeOffset? LastScan
)
{
    /// <summary>Of the last line; null before the first full scan.</summary>
    public int? Score { get; init; }
    public Grade? Grade { get; init; }
    public bool Provisional { get; init; }
}

/// <summary>An establishment with what its page shows around the alerts and scans.</summary>
public sealed record EstablishmentDetail(
    Establishment Establishment,
    IReadOnlyList<PerimeterEntry> Perimeter,
    IReadOnlyList<Mandate> Mandates,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<SeverityCount> Open,
    int Suspected,
    int Resolved,
    IReadOnlyList<ScanRow> Scans,
    int ScanCount
)
{
    public int Accepted { get; init; }

    /// <summary>Of those that wait for somebody.</summary>
    public int Overdue { get; init; }

    /// <summary>Addresses of those who do not want its letter any more.</summary>
    public IReadOnlySet<string> Unsubscribed { get; init; } = new HashSet<string>();
}

public sealed record SeverityCount(Severity Severity, int Count);
