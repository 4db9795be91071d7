namespace CyberWatch.Infra.Mail;

/// <summary>What an edition is about, as <see cref="Registry.Entities.Edition.Scope"/> keeps it.</summary>
public abstract record LetterScope
{
    private LetterScope() { }

    public sealed record OfEstablishment(string Finess) : LetterScope
    {
        public override string ToString() => EstablishmentPrefix + Finess;
    }

    public sealed record OfGroup(string Id) : LetterScope
    {
        public override string ToString() => GroupPrefix + Id;
    }

    public sealed record OfSector : LetterScope
    {
        public override string ToString() => Sector;
    }

    internal const string EstablishmentPrefix = "finess:";
    internal const string GroupPrefix = "group:";
    private const string Sector = "sector";

    /// <exception cref="FormatException">It is none of the three forms.</exception>
    public static LetterScope Parse(string key) =>
        key == Sector ? new OfSector()
        : key.StartsWith(EstablishmentPrefix, StringComparison.Ordinal) ? new OfEstablishment(key[EstablishmentPrefix.Length..])
        : key.StartsWith(GroupPrefix, StringComparison.Ordinal) ? new OfGroup(key[GroupPrefix.Length..])
        : throw new FormatException($"No letter has the scope {key}.");
}
