using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>Reads <c>finess,kind,value,note</c>. The file is the whole truth for each FINESS number that it names.</summary>
public sealed class PerimeterImporter(
    IDbContextFactory<RegistryContext> registries,
    SpecialRanges special,
    PublicSuffixList suffixes,
    TimeProvider clock
)
{
    public Task<FileOutcome> RunAsync(string path, bool dryRun, CancellationToken cancellationToken)
    {
        var table = InputTable.Read(path, ["finess", "kind", "value"], "note");
        return FileImport.RunAsync(
            registries,
            clock,
            table,
            ("perimeter-imported", dryRun),
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
        List<PerimeterClaim> claims = [];
        foreach (var row in table.Rows)
        {
            var line = LineOf(row, faults);
            if (row["note"].Any(char.IsControl))
            {
                // else a quote that is not closed would swallow the exclusions behind it
                faults.Add(row.Fault("note", "A note stands on one line: close the quote that opens it."));
            }

            if (sites.Require(row, faults) is { } finess && line is not null)
            {
                claims.Add(new PerimeterClaim(finess, sites.LegalEntityOf(finess), line, row));
            }
        }

        claims = [.. claims.DistinctBy(claim => (claim.Finess, claim.Line.Kind, claim.Line.Value))];
        var named = claims.Select(claim => claim.Finess).Distinct().ToList();
        var holders = await PerimeterHolders.LoadAsync(registry, named, cancellationToken);
        faults.AddRange(holders.Conflicts(claims));
        return faults.Count > 0 ? [] : await ReplaceAsync(registry, claims, named, cancellationToken);
    }

    private PerimeterLine? LineOf(InputRow row, List<InputFault> faults)
    {
        var kind = row["kind"].ToLowerInvariant();
        if (kind is not ("domain" or "range" or "exclude" or "quiet"))
        {
            faults.Add(row.Fault("kind", "The kind must be domain, range, exclude or quiet."));
            return null;
        }

        var read = PerimeterValue.Parse(kind, row["value"], row.Source);
        var refusal = read switch
        {
            PerimeterValue.Faulty faulty => faulty.Sentence,
            PerimeterValue.Good { Line: PerimeterLine.Domain domain } when suffixes.IsSuffix(domain.Name) =>
                "This is a public suffix, under which many others have names: declare the establishment's own domain.",
            PerimeterValue.Good { Line: PerimeterLine.Range range } when special.Refuse(range.Prefix) is { } why => $"{why}.",
            _ => null,
        };
        if (refusal is not null)
        {
            faults.Add(row.Fault("value", refusal));
            return null;
        }

        return ((PerimeterValue.Good)read).Line;
    }

    private static async Task<IReadOnlyList<string>> ReplaceAsync(
        RegistryContext registry,
        List<PerimeterClaim> claims,
        List<string> named,
        CancellationToken cancellationToken
    )
    {
        var old = await registry.Perimeter.Where(row => named.Contains(row.Finess)).ToListAsync(cancellationToken);
        registry.Perimeter.RemoveRange(old);
        PerimeterEntry[] fresh =
        [
            .. claims.Select(claim => new PerimeterEntry
            {
                Finess = claim.Finess,
                Kind = Enum.Parse<PerimeterKind>(claim.Line.Kind, ignoreCase: true),
                Value = claim.Line.Value,
                Note = claim.Row["note"] is { Length: > 0 } note ? note : null,
                Source = claim.Row.Source,
            }),
        ];
        registry.Perimeter.AddRange(fresh);
        return FileImport.Changes(
            [.. old.Select(Text).Order(StringComparer.Ordinal)],
            [.. fresh.Select(Text).Order(StringComparer.Ordinal)]
        );
    }

    private static string Text(PerimeterEntry row) => $"{row.Finess} {row.Kind.Kebab()} {row.Value}";
}
