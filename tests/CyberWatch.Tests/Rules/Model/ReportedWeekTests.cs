using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Model;

public sealed class ReportedWeekTests
{
    [Theory]
    [InlineData("2026-W47", "2026-11-16", "2026-11-22")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03")]
    public void A_week_runs_from_Monday_to_Sunday(string text, string monday, string sunday)
    {
        var week = ReportedWeek.Parse(text)!;

        Assert.Equal((monday, sunday), ($"{week.Monday:yyyy-MM-dd}", $"{week.Sunday:yyyy-MM-dd}"));
        Assert.Equal(text, week.ToString());
    }

    [Theory]
    [InlineData("2025-W53")]
    [InlineData("2026-W00")]
    [InlineData("2026-47")]
    [InlineData("2026-W4")]
    [InlineData("0000-W10")]
    [InlineData("")]
    public void What_is_no_week_is_not_read_as_one(string text) => Assert.Null(ReportedWeek.Parse(text));

    [Fact]
    public void On_Monday_morning_the_week_that_ended_the_evening_before_is_reported()
    {
        var monday = new DateTimeOffset(2026, 11, 23, 7, 30, 0, TimeSpan.FromHours(1));

        Assert.Equal("2026-W47", ReportedWeek.LastOver(monday).ToString());
        Assert.Equal("2026-W46", ReportedWeek.LastOver(monday.AddHours(-8)).ToString());
    }

    [Fact]
    public void The_week_before_the_first_of_a_year_belongs_to_the_year_before() =>
        Assert.Equal("2025-W52", ReportedWeek.Parse("2026-W01")!.Previous.ToString());
}
