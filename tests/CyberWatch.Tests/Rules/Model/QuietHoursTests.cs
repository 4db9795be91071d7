using System.Globalization;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Rules.Model;

public class QuietHoursTests
{
    [Theory]
    [InlineData("2026-11-26T07:00:00Z", true)] // a Thursday, 08:00 in Paris
    [InlineData("2026-11-26T06:59:59Z", false)]
    [InlineData("2026-11-26T17:29:59Z", true)]
    [InlineData("2026-11-26T17:30:00Z", false)]
    [InlineData("2026-11-28T10:00:00Z", false)] // a Saturday
    [InlineData("2026-07-16T06:00:00Z", true)] // 08:00 in summer
    [InlineData("2026-07-16T16:30:00Z", false)]
    public void They_are_meant_by_the_clock_of_the_establishment(string instant, bool quiet) =>
        Assert.Equal(quiet, Perimeters.Of("quiet mon-fri 08:00-18:30").QuietAt(At(instant)) is not null);

    [Fact]
    public void An_establishment_overseas_has_its_own_clock()
    {
        var perimeter = Perimeters.In("Indian/Reunion", "quiet mon-fri 08:00-18:30");

        Assert.NotNull(perimeter.QuietAt(At("2026-11-26T04:00:00Z")));
        Assert.Null(perimeter.QuietAt(At("2026-11-26T15:00:00Z")));
    }

    [Theory]
    [InlineData("2026-10-25T00:30:00Z", true)] // 02:30 in summer time
    [InlineData("2026-10-25T01:30:00Z", true)] // 02:30 again, in winter time
    [InlineData("2026-10-25T02:00:00Z", false)] // 03:00
    [InlineData("2026-10-24T23:59:00Z", false)] // 01:59
    public void The_repeated_hour_is_quiet_twice(string instant, bool quiet) =>
        Assert.Equal(quiet, Perimeters.Of("quiet sun 02:00-03:00").QuietAt(At(instant)) is not null);

    [Fact]
    public void The_skipped_hour_is_quiet_never()
    {
        var perimeter = Perimeters.Of("quiet sun 02:00-03:00");
        var midnight = At("2026-03-28T23:00:00Z");

        Assert.All(Enumerable.Range(0, 24 * 60), minute => Assert.Null(perimeter.QuietAt(midnight.AddMinutes(minute))));
    }

    [Theory]
    [InlineData("2026-11-27T22:30:00Z", true)] // Friday 23:30
    [InlineData("2026-11-28T04:59:00Z", true)] // Saturday 05:59
    [InlineData("2026-11-28T05:00:00Z", false)]
    [InlineData("2026-11-27T04:00:00Z", false)] // Friday 05:00 belongs to Thursday's night
    public void A_night_reaches_into_the_next_day(string instant, bool quiet) =>
        Assert.Equal(quiet, Perimeters.Of("quiet fri 22:00-06:00").QuietAt(At(instant)) is not null);

    [Fact]
    public void Several_lines_add_up_and_the_one_that_holds_is_named()
    {
        var perimeter = Perimeters.Of("quiet mon-fri 08:00-12:00", "quiet mon-fri 12:00-18:00");

        Assert.Equal(
            "quiet mon-fri 12:00-18:00 (perimeter.csv line 3)",
            perimeter.QuietAt(At("2026-11-26T12:00:00Z"))!.ToString()
        );
        Assert.Equal(At("2026-11-26T17:00:00Z"), perimeter.OpenFrom(At("2026-11-26T07:30:20Z")));
    }

    [Fact]
    public void A_week_that_is_all_quiet_never_opens() =>
        Assert.Null(Perimeters.Of("quiet mon-sun 00:00-24:00").OpenFrom(At("2026-11-26T12:00:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
