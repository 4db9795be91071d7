using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Reads perimeter and mandates of one establishment. For the worker, which acts for the service: not for pages.</summary>
public sealed class PerimeterReader(IDbContextFactory<RegistryContext> registries)
{
    /// <summary>Null when the registry has no such establishment.</summary>
    /// <exception cref="InvalidDataException">A line of the registry is not what the import writes.</exception>
    public async Task<Perimeter?> ReadAsync(string finess, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var zone = await registry
            .Establishments.Where(row => row.Finess == finess)
            .Select(row => row.TimeZone)
            .FirstOrDefaultAsync(cancellationToken);
        if (zone is null)
            return null;

        var lines = await registry.Perimeter.AsNoTracking().Where(row => row.Finess == finess).ToListAsync(cancellationToken);
        var mandates = await registry.Mandates.AsNoTracking().Where(row => row.Finess == finess).ToListAsync(cancellationToken);
        return Of(finess, zone, lines, mandates);
    }

    /// <summary>From the rows of one establishment.</summary>
    /// <exception cref="InvalidDataException">A line of the registry is not what the import writes.</exception>
    internal static Perimeter Of(string finess, string zone, IEnumerable<PerimeterEntry> lines, IEnumerable<Mandate> mandates) =>
        new(
            finess,
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            [.. lines.Select(LineOf)],
            [.. mandates.Select(row => new MandateTerm(row.ValidFrom, row.ValidUntil, row.Intrusive, row.Source))]
        );

    private static PerimeterLine LineOf(PerimeterEntry row)
    {
        var kind = row.Kind.Kebab();
        // a line that cannot be read could be an exclusion: going on without it would scan what was forbidden
        return PerimeterValue.Parse(kind, row.Value, row.Source) is PerimeterValue.Good good
            ? good.Line
            : throw new InvalidDataException(
                $"{row.Source}: the registry holds {kind} '{row.Value}', which is none. Import it again."
            );
    }
}
