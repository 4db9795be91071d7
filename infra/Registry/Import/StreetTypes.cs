namespace CyberWatch.Infra.Registry.Import;

/// <summary>The commonest abbreviations of street types, spelled out; any other stays as it is.</summary>
internal static class StreetTypes
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ALL"] = "ALLEE",
        ["AV"] = "AVENUE",
        ["BD"] = "BOULEVARD",
        ["CHE"] = "CHEMIN",
        ["CITE"] = "CITE",
        ["CRS"] = "COURS",
        ["ESP"] = "ESPLANADE",
        ["FG"] = "FAUBOURG",
        ["HAM"] = "HAMEAU",
        ["IMP"] = "IMPASSE",
        ["LD"] = "LIEU DIT",
        ["LOT"] = "LOTISSEMENT",
        ["MTE"] = "MONTEE",
        ["PAS"] = "PASSAGE",
        ["PL"] = "PLACE",
        ["PROM"] = "PROMENADE",
        ["QU"] = "QUAI",
        ["QUAI"] = "QUAI",
        ["R"] = "RUE",
        ["RES"] = "RESIDENCE",
        ["RPT"] = "ROND POINT",
        ["RTE"] = "ROUTE",
        ["SQ"] = "SQUARE",
        ["VLA"] = "VILLA",
    };

    public static string? Spelled(string? type) => type is null ? null : Words.GetValueOrDefault(type, type);
}
