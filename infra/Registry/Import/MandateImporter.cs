using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>
/// Reads <c>finess,signed_by,signed_on,valid_from,valid_until,intrusive</c>. A mandate is told by establishment, signature and first day:
/// read again with another end it is prolonged or cut short.
/// </summary>
public sealed class MandateImporter(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public Task<FileOutcome> RunAsync(string path, bool dryRun, CancellationToken cancellationToken)
    {
        var table = InputTable.Read(path, ["finess", "signed_by", "signed_on", "valid_from", "valid_until", "intrusive"]);
        return FileImport.RunAsync(
            registries,
            clock,
            table,
            ("mandates-imported", dryRun),
            (registry, sites, faults) => ReadAsync(registry, table, sites, faults, cancellationToken),
            cancellationToken
        );
    }

    private async Task<IReadOnlyList<string>> ReadAsync(
        RegistryContext registry,
        InputTable table,
        KnownSites sites,
        List<InputFault> faults,
        CancellationToken cancellationToken
    )
    {
        var mandates = new Dictionary<(string, string, DateOnly, DateOnly), Mandate>();
        foreach (var row in table.Rows)
        {
            if (MandateOf(row, sites, faults) is { } mandate && !mandates.TryAdd(KeyOf(mandate), mandate))
            {
                faults.Add(row.Fault("finess", "The same mandate stands on two lines: take one away."));
            }
        }

        if (faults.Count > 0)
        {
            return [];
        }

        var named = mandates.Values.Select(mandate => mandate.Finess).Distinct().ToList();
        var old = await registry.Mandates.Where(row => named.Contains(row.Finess)).ToListAsync(cancellationToken);
        var replaced = old.Where(row => mandates.ContainsKey(KeyOf(row))).ToList();
        registry.Mandates.RemoveRange(replaced);
        registry.Mandates.AddRange(mandates.Values);
        return FileImport.Changes([.. replaced.Select(Text)], [.. mandates.Values.Select(Text)]);
    }

    private Mandate? MandateOf(InputRow row, KnownSites sites, List<InputFault> faults)
    {
        var before = faults.Count;
        var finess = sites.Require(row, faults);
        var signedOn = Day(row, "signed_on", faults);
        var from = Day(row, "valid_from", faults);
        var until = Day(row, "valid_until", faults);
        if (row["signed_by"].Length == 0 || row["signed_by"].Any(char.IsControl))
        {
            faults.Add(row.Fault("signed_by", "Name who signed, on one line."));
        }

        if (row["intrusive"].ToLowerInvariant() is not ("yes" or "no"))
        {
            faults.Add(row.Fault("intrusive", "Write yes or no."));
        }

        CheckOrder(row, signedOn, from, until, faults);
        return faults.Count > before
            ? null
            : new Mandate
            {
                Finess = finess!,
                SignedBy = row["signed_by"],
                SignedOn = signedOn!.Value,
                ValidFrom = from!.Value,
                ValidUntil = until!.Value,
                Intrusive = row["intrusive"].Equals("yes", StringComparison.OrdinalIgnoreCase),
                Source = row.Source,
            };
    }

    private void CheckOrder(InputRow row, DateOnly? signedOn, DateOnly? from, DateOnly? until, List<InputFault> faults)
    {
        if (until < from)
        {
            faults.Add(row.Fault("valid_until", $"The dates cross: the last day is before the first ({from:yyyy-MM-dd})."));
        }

        if (signedOn > from)
        {
            faults.Add(row.Fault("signed_on", $"The dates cross: it was signed after its first day ({from:yyyy-MM-dd})."));
        }

        // one day of grace, since it may already be tomorrow overseas
        if (signedOn > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1))
        {
            faults.Add(row.Fault("signed_on", "A signature cannot be of a day to come."));
        }
    }

    private static DateOnly? Day(InputRow row, string column, List<InputFault> faults)
    {
        var day = row[column].Length == 10 ? RegisterText.Date(row[column]) : null;
        if (day is null)
        {
            faults.Add(row.Fault(column, "Write a day as 2026-11-26."));
        }

        return day;
    }

    private static (string, string, DateOnly, DateOnly) KeyOf(Mandate row) =>
        (row.Finess, row.SignedBy, row.SignedOn, row.ValidFrom);

    private static string Text(Mandate row) =>
        $"{row.Finess} {row.ValidFrom:yyyy-MM-dd} to {row.ValidUntil:yyyy-MM-dd}, {(row.Intrusive ? "intrusive" : "standard")}, "
        + $"signed by {row.SignedBy} on {row.SignedOn:yyyy-MM-dd}";
}
