using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Dashboard;

public sealed class ScorePlotTests
{
    private static readonly DateOnly Until = new(2026, 11, 22);

    private static StandingWeek Week(int ago, int? score) => new(Until.AddDays(-7 * ago), score, Grade.B, Provisional: false);

    [Fact]
    public void The_newest_week_is_on_the_right_and_a_hundred_is_on_top()
    {
        var plot = new ScorePlotView([Week(11, 50), Week(0, 100)], Until);

        Assert.Equal(["30", "360"], plot.Scored.Select(plot.X));
        Assert.Equal(("150", "84", "18"), (ScorePlotView.Y(0), ScorePlotView.Y(50), ScorePlotView.Y(100)));
    }

    [Fact]
    public void A_week_without_a_score_breaks_the_line()
    {
        var plot = new ScorePlotView([Week(4, 50), Week(3, 50), Week(2, null), Week(1, 100), Week(0, 100)], Until);

        Assert.Equal(["240,84 270,84", "330,18 360,18"], plot.Lines);
    }

    [Fact]
    public void Weeks_are_numbered_as_ISO_does() => Assert.Equal(47, ScorePlotView.Number(Week(0, 1)));
}
