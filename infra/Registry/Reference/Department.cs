namespace CyberWatch.Infra.Registry.Reference;

/// <summary>
/// A department or a collectivity overseas, with the region that it belongs to: codes of INSEE, of two characters (<c>01</c>, <c>2A</c>) or
/// three overseas (<c>974</c>), a region code that is null for the collectivities that have none, and the IANA name of the time zone.
/// </summary>
public sealed record Department(string Code, string Name, string? RegionCode, string Region, string TimeZone, Extent Extent);

/// <summary>A box in WGS 84 degrees, rounded outwards by hand: good enough to tell a place from a misread number, no border.</summary>
public sealed record Extent(double South, double West, double North, double East)
{
    // an address near the border may be geocoded on its other side
    private const double Margin = 0.2;

    public bool Holds(GeoPoint point) =>
        point.Latitude >= South - Margin
        && point.Latitude <= North + Margin
        && point.Longitude >= West - Margin
        && point.Longitude <= East + Margin;
}

/// <summary>WGS 84 degrees.</summary>
public sealed record GeoPoint(double Latitude, double Longitude);
