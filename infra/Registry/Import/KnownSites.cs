using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>The establishments that a file of ours names, so that each line is about one that exists.</summary>
internal sealed class KnownSites
{
    private readonly Dictionary<string, string?> _legalEntities;

    private KnownSites(Dictionary<string, string?> legalEntities) => _legalEntities = legalEntities;

    public static async Task<KnownSites> FindAsync(
        RegistryContext registry,
        InputTable table,
        CancellationToken cancellationToken
    )
    {
        var named = table.Rows.Select(row => RegisterText.Finess(row["finess"])).OfType<string>().Distinct().ToList();
        var known = await registry
            .Establishments.Where(site => named.Contains(site.Finess))
            .ToDictionaryAsync(site => site.Finess, site => site.LegalEntity, cancellationToken);
        return new KnownSites(known);
    }

    public string? LegalEntityOf(string finess) => _legalEntities.GetValueOrDefault(finess);

    /// <summary>The number in the registry's spelling, or null and a fault.</summary>
    public string? Require(InputRow row, ICollection<InputFault> faults)
    {
        var finess = RegisterText.Finess(row["finess"]);
        if (finess is null)
        {
            faults.Add(row.Fault("finess", "A FINESS number has nine characters, as 010000024 or 2B0000012."));
            return null;
        }

        if (!_legalEntities.ContainsKey(finess))
        {
            faults.Add(
                row.Fault("finess", "The register has no such establishment. Check the number, or import a newer register.")
            );
            return null;
        }

        return finess;
    }
}
