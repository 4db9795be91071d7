using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>From a site of FINESS+ to an establishment. Pure.</summary>
internal static class FinessPlusSites
{
    private const string PlaceOfPractice = "03";

    /// <summary>The day is the file's: who closes later is still in service.</summary>
    public static (Establishment Establishment, Place Place) Of(
        SiteRecord record,
        string finess,
        LegalEntityHead? legalEntity,
        DateOnly day
    )
    {
        var address = record.Addresses?.FirstOrDefault(one => one?.Usage == PlaceOfPractice);
        var department = Departments.OfCommune(address?.Commune) ?? Departments.OfPostalCode(address?.PostalCode);
        var place = PlaceOf(address?.Coordinates, department);
        var closedOn = RegisterText.Date(record.Head?.ClosedOn);
        var name = record.Head?.LongName ?? record.Head?.ShortName ?? finess;
        return (
            new Establishment
            {
                Finess = finess,
                Name = name,
                LegalEntity = RegisterText.Finess(legalEntity?.Finess),
                LegalEntityName = legalEntity?.LongName ?? legalEntity?.ShortName,
                Category = record.Category,
                CategoryLabel = Categories.LabelOf(record.Category),
                Siret = record.Head?.Siret,
                Phone = RegisterText.Phone(
                    record.Contacts?.Select(one => one?.Telecom?.Phone).FirstOrDefault(it => it is not null)
                ),
                Address = AddressOf(address),
                PostalCode = address?.PostalCode,
                City = address?.City,
                Commune = address?.Commune,
                InService = record.State == "A" && (closedOn is null || closedOn > day),
                ClosedOn = closedOn,
            }.In(department, place),
            place
        );
    }

    private static string? AddressOf(AddressRecord? address) =>
        address is null
            ? null
            : RegisterText.Join(
                ", ",
                address.Complement,
                address.StreetLine
                    ?? RegisterText.Join(
                        " ",
                        address.Number,
                        address.NumberSuffix,
                        StreetTypes.Spelled(address.StreetType),
                        address.Street
                    ),
                address.Locality
            );

    /// <summary>
    /// Two pairs, one in degrees and one in metres; which is which varies. In degrees X is the longitude. In metres the larger number is
    /// the northing everywhere in the French systems.
    /// </summary>
    private static Place PlaceOf(CoordinatesRecord? pairs, Department? department)
    {
        if (pairs is null)
        {
            return new Place.Unknown();
        }

        (string? X, string? Y)[] both = [(pairs.X, pairs.Y), (pairs.Longitude, pairs.Latitude)];
        Place? metres = null;
        foreach (var (x, y) in both)
        {
            if (!Place.Number(x, out var first) || !Place.Number(y, out var second) || (first == 0 && second == 0))
            {
                continue;
            }

            if (Place.AreDegrees(first, second))
            {
                return Place.Read(x, y, null, department);
            }

            metres ??= first < second ? Place.Read(x, y, null, department) : Place.Read(y, x, null, department);
        }

        return metres ?? Place.Read(pairs.X, pairs.Y, null, department);
    }
}
