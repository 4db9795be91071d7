namespace CyberWatch.Infra.Registry.Reference;

/// <summary>A system in which the register writes a place.</summary>
internal sealed record MapSystem(string Name, Func<double, double, GeoPoint> Read)
{
    public static readonly MapSystem Degrees = new("degrees", (x, y) => new GeoPoint(y, x));
    private static readonly MapSystem Lambert93 = new("Lambert 93 (EPSG 2154)", Projections.FromLambert93);
    private static readonly MapSystem Antilles = Utm("RGAF09 UTM 20 north (EPSG 5490)", 20, southern: false);
    private static readonly MapSystem Guyane = Utm("RGFG95 UTM 22 north (EPSG 2972)", 22, southern: false);
    private static readonly MapSystem Reunion = Utm("RGR92 UTM 40 south (EPSG 2975)", 40, southern: true);
    private static readonly MapSystem Miquelon = Utm("RGSPM06 UTM 21 north (EPSG 4467)", 21, southern: false);
    private static readonly MapSystem Mayotte = Utm("RGM04 UTM 38 south (EPSG 4471)", 38, southern: true);

    // as the geolocation lines of the register have named them over the years
    private static readonly (string Word, MapSystem System)[] Words =
    [
        ("LAMBERT_93", Lambert93),
        ("EPSG:2154", Lambert93),
        ("EPSG:5490", Antilles),
        ("EPSG:4559", Antilles),
        ("UTM_N20", Antilles),
        ("EPSG:2972", Guyane),
        ("UTM_N22", Guyane),
        ("UTM_N21", Miquelon),
        ("EPSG:4467", Miquelon),
        ("EPSG:2975", Reunion),
        ("UTM_S40", Reunion),
        ("EPSG:4471", Mayotte),
        ("UTM_S38", Mayotte),
        ("EPSG:4326", Degrees),
        ("WGS84", Degrees),
    ];

    /// <summary>The system that a geolocation line names somewhere in its text; null when it names none that we know.</summary>
    public static MapSystem? NamedIn(string text) =>
        Array.Find(Words, word => text.Contains(word.Word, StringComparison.OrdinalIgnoreCase)).System;

    /// <summary>The one in which metres are given in this department; null where none is known.</summary>
    public static MapSystem? OfDepartment(string department) =>
        department switch
        {
            "971" or "972" or "977" or "978" => Antilles,
            "973" => Guyane,
            "974" => Reunion,
            "975" => Miquelon,
            "976" => Mayotte,
            "986" or "987" or "988" => null,
            _ => Lambert93,
        };

    private static MapSystem Utm(string name, int zone, bool southern) =>
        new(name, (x, y) => Projections.FromUtm(zone, southern, x, y));
}
