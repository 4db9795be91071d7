using System.Globalization;

namespace CyberWatch.Infra.Registry.Reference;

/// <summary>Departments and collectivities, and the several ways in which registers write them. Codes are text: Corsica has letters, Ain a zero.</summary>
public static class Departments
{
    private static readonly Dictionary<string, Department> All = Load();

    // the letters that the register of before July 2026 used overseas
    private static readonly Dictionary<string, string> OldCodes = new()
    {
        ["9A"] = "971",
        ["9B"] = "972",
        ["9C"] = "973",
        ["9D"] = "974",
        ["9E"] = "975",
        ["9F"] = "976",
        ["9J"] = "986",
    };

    // communes of Guadeloupe until 2007, collectivities since
    private static readonly Dictionary<string, string> FormerCommunes = new() { ["97123"] = "977", ["97127"] = "978" };
    private static readonly Dictionary<string, string> FormerPostalCodes = new() { ["97133"] = "977", ["97150"] = "978" };

    public static IReadOnlyCollection<Department> List => All.Values;

    public static Department? Find(string? code) => code is null ? null : All.GetValueOrDefault(code);

    /// <summary>For instance <c>Nord (59)</c>; a code that nobody knows stands for itself.</summary>
    public static string NameOf(string code) => Find(code) is { } known ? $"{known.Name} ({code})" : code;

    /// <summary>By the INSEE code of the commune, as <c>2B033</c> or <c>97411</c>.</summary>
    public static Department? OfCommune(string? commune) =>
        commune is not { Length: 5 } ? null : Find(FormerCommunes.GetValueOrDefault(commune) ?? Prefix(commune));

    /// <summary>By the register's own code, as <c>9D</c> or <c>01</c>; the postal code tells the two collectivities that left Guadeloupe.</summary>
    public static Department? OfRegister(string? code, string? postalCode)
    {
        var upper = code?.ToUpperInvariant() ?? "";
        var known = OldCodes.GetValueOrDefault(upper) ?? (upper is [>= '1' and <= '9'] ? "0" + upper : upper);
        return known == "971" && FormerPostalCodes.TryGetValue(postalCode ?? "", out var since) ? Find(since) : Find(known);
    }

    /// <summary>The last resort, where neither commune nor department is known. Corsica's codes begin with 20, which is no department.</summary>
    public static Department? OfPostalCode(string? postalCode) =>
        postalCode switch
        {
            not { Length: 5 } => null,
            ['2', '0', '0' or '1', ..] => Find("2A"),
            ['2', '0', ..] => Find("2B"),
            _ => Find(FormerPostalCodes.GetValueOrDefault(postalCode) ?? Prefix(postalCode)),
        };

    /// <summary>Sorts 2A and 2B between 19 and 21.</summary>
    public static string Order(string code) => code is ['2', 'A' or 'B'] ? "20" + code[1] : code;

    private static string Prefix(string code) => code is ['9', '7' or '8', ..] ? code[..3] : code[..2].ToUpperInvariant();

    private static Dictionary<string, Department> Load()
    {
        var extents = EmbeddedTable.Rows("department-extents.csv").ToDictionary(row => row[0], ExtentOf);
        return EmbeddedTable
            .Rows("departments.csv")
            .Select(row => new Department(row[0], row[1], row[2] is "" ? null : row[2], row[3], row[4], extents[row[0]]))
            .ToDictionary(row => row.Code);
    }

    private static Extent ExtentOf(string[] row) => new(Degrees(row[1]), Degrees(row[2]), Degrees(row[3]), Degrees(row[4]));

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
