using CsCheck;
using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Tests.Infra.Registry.Reference;

public class ProjectionsTests
{
    /// <summary>Pairs that ANS publishes side by side for the same house (FINESS+ of 2026-09-05, geolocation lines of 2026).</summary>
    [Theory]
    [InlineData(873766.07, 6570414.61, 46.211257, 5.254203)]
    [InlineData(936759.28, 6578805.24, 46.267633, 6.074912)]
    [InlineData(870262.2, 6571540.8, 46.222286, 5.209181)]
    [InlineData(941342.52, 6589480.53, 46.362063, 6.139885)]
    public void Lambert_93_comes_back_to_the_published_degrees(double easting, double northing, double latitude, double longitude)
    {
        var point = Projections.FromLambert93(easting, northing);

        Assert.Equal(latitude, point.Latitude, 0.000001);
        Assert.Equal(longitude, point.Longitude, 0.000001);
    }

    [Fact]
    public void The_origin_of_Lambert_93_is_where_its_definition_says()
    {
        var point = Projections.FromLambert93(700_000, 6_600_000);

        Assert.Equal(46.5, point.Latitude, 9);
        Assert.Equal(3, point.Longitude, 9);
    }

    [Fact]
    public void Utm_40_south_comes_back_to_a_house_in_Saint_Denis()
    {
        var point = Projections.FromUtm(40, southern: true, 338788.5, 7688141.5);

        Assert.Equal(-20.90, point.Latitude, 4);
        Assert.Equal(55.45, point.Longitude, 4);
    }

    [Fact]
    public void Hemispheres_mirror_and_zones_are_six_degrees_apart() =>
        Gen.Select(Gen.Double[170_000, 830_000], Gen.Double[1_000, 6_000_000])
            .Sample(
                (easting, northing) =>
                {
                    var north = Projections.FromUtm(20, southern: false, easting, northing);
                    var south = Projections.FromUtm(20, southern: true, easting, 10_000_000 - northing);
                    var east = Projections.FromUtm(22, southern: false, easting, northing);

                    Assert.Equal(north.Latitude, -south.Latitude, 8);
                    Assert.Equal(north.Longitude, south.Longitude, 8);
                    Assert.Equal(north.Longitude + 12, east.Longitude, 8);
                    Assert.Equal(north.Latitude, east.Latitude, 8);
                }
            );

    [Fact]
    public void Any_two_finite_numbers_give_a_reading_and_no_fault() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Int[0, Departments.List.Count - 1].Select(Departments.List.ElementAt))
            .Sample(
                (x, y, department) =>
                {
                    var text = System.Globalization.CultureInfo.InvariantCulture;
                    var place = Place.Read(x.ToString("R", text), y.ToString("R", text), null, department);

                    Assert.True(place is not Place.Known known || department.Extent.Holds(known.Point));
                }
            );
}
