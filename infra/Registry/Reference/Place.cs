using System.Globalization;

namespace CyberWatch.Infra.Registry.Reference;

/// <summary>Where a site is, by two numbers of the register. A number that falls outside the department is no place: nothing is turned round or guessed.</summary>
public abstract record Place
{
    private Place() { }

    /// <summary>Read in the system named, and inside the department.</summary>
    public sealed record Known(GeoPoint Point, string From) : Place;

    /// <summary>The register says nothing.</summary>
    public sealed record Unknown : Place;

    /// <summary>It says something that cannot be; a sentence for the log.</summary>
    public sealed record Doubtful(string Why) : Place;

    /// <param name="x">Longitude or easting.</param>
    /// <param name="y">Latitude or northing.</param>
    /// <param name="named">The system that the file names; null: by magnitude and department.</param>
    /// <param name="department">Null when the site's is not known: then only degrees can be read.</param>
    internal static Place Read(string? x, string? y, MapSystem? named, Department? department)
    {
        if (string.IsNullOrWhiteSpace(x) && string.IsNullOrWhiteSpace(y))
        {
            return new Unknown();
        }

        if (!Number(x, out var first) || !Number(y, out var second))
        {
            return new Doubtful($"'{x}' and '{y}' are no two numbers with a decimal point");
        }

        if (first == 0 && second == 0)
        {
            return new Doubtful("0 and 0 is a place in the Atlantic");
        }

        var system = named ?? (AreDegrees(first, second) ? MapSystem.Degrees : MetresIn(department));
        return system is null
            ? new Doubtful($"{x} and {y} are metres, and no system for them is known in the department {department?.Code ?? "?"}")
            : Within(department, system, first, second);
    }

    internal static bool AreDegrees(double longitude, double latitude) => Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90;

    internal static bool Number(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static MapSystem? MetresIn(Department? department) =>
        department is null ? null : MapSystem.OfDepartment(department.Code);

    private static Place Within(Department? department, MapSystem system, double x, double y)
    {
        var point = system.Read(x, y);
        var shown = string.Create(CultureInfo.InvariantCulture, $"{x} and {y} in {system.Name}");
        if (!double.IsFinite(point.Latitude) || !AreDegrees(point.Longitude, point.Latitude))
        {
            return new Doubtful($"{shown} is nowhere");
        }

        return department is null || department.Extent.Holds(point)
            ? new Known(point, system.Name)
            : new Doubtful(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{shown} is {point.Latitude:0.00}° north {point.Longitude:0.00}° east, outside the department {department.Code}"
                )
            );
    }
}
