namespace CyberWatch.Infra.Registry.Reference;

/// <summary>
/// From metres on a map back to degrees, on the GRS 80 ellipsoid, which differs from WGS 84 by less than a millimetre here.
/// Formulas: IOGP Guidance Note 7-2, Lambert conic conformal with two parallels, and transverse Mercator by Krüger's series.
/// </summary>
internal static class Projections
{
    private const double Axis = 6_378_137;
    private const double Flattening = 1 / 298.257222101;
    private const double Degree = Math.PI / 180;
    private static readonly double Eccentricity = Math.Sqrt(Flattening * (2 - Flattening));

    /// <summary>RGF93 / Lambert-93, EPSG 2154: metropolitan France.</summary>
    public static GeoPoint FromLambert93(double easting, double northing)
    {
        const double originLongitude = 3 * Degree;
        var (south, north, origin) = (44 * Degree, 49 * Degree, 46.5 * Degree);
        var cone = Math.Log(Radius(south) / Radius(north)) / Math.Log(Colatitude(south) / Colatitude(north));
        var scale = Radius(south) / (cone * Math.Pow(Colatitude(south), cone));
        var originRadius = Axis * scale * Math.Pow(Colatitude(origin), cone);
        var (x, y) = (easting - 700_000, originRadius - (northing - 6_600_000));
        var colatitude = Math.Pow(Math.Sqrt(x * x + y * y) / (Axis * scale), 1 / cone);
        return new GeoPoint(LatitudeOf(colatitude) / Degree, (Math.Atan2(x, y) / cone + originLongitude) / Degree);
    }

    /// <summary>Universal transverse Mercator, zones 1 to 60: the French systems overseas.</summary>
    public static GeoPoint FromUtm(int zone, bool southern, double easting, double northing)
    {
        const double n = Flattening / (2 - Flattening);
        const double rectifying = Axis / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
        var xi = (northing - (southern ? 10_000_000 : 0)) / (0.9996 * rectifying);
        var eta = (easting - 500_000) / (0.9996 * rectifying);
        double[] series = [n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96, n * n / 48 + n * n * n / 15, 17 * n * n * n / 480];
        var (flatXi, flatEta) = (xi, eta);
        for (var k = 0; k < series.Length; k++)
        {
            var twice = 2 * (k + 1);
            flatXi -= series[k] * Math.Sin(twice * xi) * Math.Cosh(twice * eta);
            flatEta -= series[k] * Math.Cos(twice * xi) * Math.Sinh(twice * eta);
        }

        // on the sphere that keeps angles, then to the ellipsoid
        var conformal = Math.Asin(Math.Sin(flatXi) / Math.Cosh(flatEta));
        var longitude = Math.Atan2(Math.Sinh(flatEta), Math.Cos(flatXi));
        var latitude = LatitudeOf(Math.Tan(Math.PI / 4 - conformal / 2));
        return new GeoPoint(latitude / Degree, longitude / Degree + zone * 6 - 183);
    }

    private static double Radius(double latitude)
    {
        var sine = Eccentricity * Math.Sin(latitude);
        return Math.Cos(latitude) / Math.Sqrt(1 - sine * sine);
    }

    /// <summary>Tangent of half the conformal colatitude.</summary>
    private static double Colatitude(double latitude)
    {
        var sine = Eccentricity * Math.Sin(latitude);
        return Math.Tan(Math.PI / 4 - latitude / 2) / Math.Pow((1 - sine) / (1 + sine), Eccentricity / 2);
    }

    private static double LatitudeOf(double colatitude)
    {
        var latitude = Math.PI / 2 - 2 * Math.Atan(colatitude);
        for (var turn = 0; turn < 8; turn++)
        {
            var sine = Eccentricity * Math.Sin(latitude);
            latitude = Math.PI / 2 - 2 * Math.Atan(colatitude * Math.Pow((1 - sine) / (1 + sine), Eccentricity / 2));
        }

        return latitude;
    }
}
