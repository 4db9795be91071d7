namespace CyberWatch.Infra.Registry.Reference;

/// <summary>Labels of the categories of establishments (nomenclature TRE_R397).</summary>
public static class Categories
{
    private static readonly Dictionary<string, string> Labels = EmbeddedTable
        .Rows("finess-categories.csv")
        .ToDictionary(row => row[0], row => row[1]);

    /// <summary>Null for a code that the nomenclature of 2026-09-05 does not hold: show the bare code then.</summary>
    public static string? LabelOf(string? code) => code is null ? null : Labels.GetValueOrDefault(code);
}
