namespace CyberWatch.Infra.Findings.Language;

/// <summary>How the values of a field compare.</summary>
public enum QueryFieldKind
{
    /// <summary>Exactly as spelled: equality, beginning, existence.</summary>
    Keyword,

    /// <summary>Whole numbers: ranges too.</summary>
    Number,

    /// <summary>Addresses: networks and ranges too.</summary>
    Address,

    /// <summary>Instants: days and ranges too.</summary>
    Time,

    /// <summary>A fact of a probe, kept as text by every index: equality, beginning, existence.</summary>
    Fact,
}

/// <summary>A field that a query may name.</summary>
/// <param name="Path">Where it stands in the document, dotted.</param>
/// <param name="Kind">Which conditions it takes.</param>
/// <param name="Longest">A longer text is not filed, in UTF-16 units; null: no bound.</param>
public sealed record QueryField(string Path, QueryFieldKind Kind, int? Longest = null)
{
    /// <summary>The longest fact that is filed; a longer one is found by its words only.</summary>
    public const int LongestFact = 8_000;

    // of each document some twenty fields are looked up several times
    private readonly int _hash = Path.GetHashCode(StringComparison.Ordinal);

    internal const string Ours = "cyberwatch.";
    internal const string Facts = "cyberwatch.facts.";

    /// <summary>How it is written: ours without the first step.</summary>
    public string Name => Path.StartsWith(Ours, StringComparison.Ordinal) ? Path[Ours.Length..] : Path;

    public bool HasOrder => Kind is QueryFieldKind.Number or QueryFieldKind.Address or QueryFieldKind.Time;

    public static QueryField Fact(string name) => new(Facts + name, QueryFieldKind.Fact, LongestFact);

    /// <summary>The path alone tells them apart.</summary>
    public bool Equals(QueryField? other) => ReferenceEquals(this, other) || Path == other?.Path;

    public override int GetHashCode() => _hash;
}
