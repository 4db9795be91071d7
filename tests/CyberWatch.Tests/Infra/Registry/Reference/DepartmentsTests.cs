using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Tests.Infra.Registry.Reference;

public class DepartmentsTests
{
    [Fact]
    public void Every_department_has_a_region_a_time_zone_that_exists_and_a_box()
    {
        Assert.Equal(107, Departments.List.Count);
        Assert.All(
            Departments.List,
            department =>
            {
                Assert.NotEmpty(department.Region);
                Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(department.TimeZone));
                Assert.True(department.Extent.South < department.Extent.North && department.Extent.West < department.Extent.East);
            }
        );
    }

    /// <summary>Chief towns, approximately and from general knowledge: good to a tenth of a degree, which is all that a box needs.</summary>
    [Theory]
    [InlineData("01", 46.2052, 5.2255)]
    [InlineData("06", 43.6961, 7.2718)]
    [InlineData("13", 43.2961, 5.3699)]
    [InlineData("29", 48.3905, -4.4860)]
    [InlineData("2A", 41.9192, 8.7386)]
    [InlineData("2B", 42.6973, 9.4509)]
    [InlineData("31", 43.6045, 1.4440)]
    [InlineData("33", 44.8378, -0.5792)]
    [InlineData("44", 47.2184, -1.5536)]
    [InlineData("59", 50.6365, 3.0635)]
    [InlineData("67", 48.5846, 7.7507)]
    [InlineData("69", 45.7640, 4.8357)]
    [InlineData("75", 48.8566, 2.3522)]
    [InlineData("90", 47.6380, 6.8628)]
    [InlineData("971", 15.9970, -61.7320)]
    [InlineData("972", 14.6037, -61.0670)]
    [InlineData("973", 4.9372, -52.3260)]
    [InlineData("974", -20.8789, 55.4481)]
    [InlineData("975", 46.7811, -56.1764)]
    [InlineData("976", -12.7806, 45.2278)]
    [InlineData("986", -13.2825, -176.1736)]
    [InlineData("988", -22.2758, 166.4580)]
    public void A_chief_town_lies_in_its_department_and_not_in_one_at_the_other_end(
        string code,
        double latitude,
        double longitude
    )
    {
        var point = new GeoPoint(latitude, longitude);

        Assert.True(Departments.Find(code)!.Extent.Holds(point));
        Assert.False(Departments.Find(code == "06" ? "62" : "06")!.Extent.Holds(point));
    }

    [Theory]
    [InlineData("01053", "01")]
    [InlineData("2B033", "2B")]
    [InlineData("2a004", "2A")]
    [InlineData("97123", "977")]
    [InlineData("97701", "977")]
    [InlineData("97127", "978")]
    [InlineData("97801", "978")]
    [InlineData("97411", "974")]
    [InlineData("98613", "986")]
    [InlineData("4", null)]
    [InlineData("20033", null)]
    [InlineData(null, null)]
    public void A_commune_tells_its_department(string? commune, string? department) =>
        Assert.Equal(department, Departments.OfCommune(commune)?.Code);
}
