using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class AlertDueTests
{
    private const string Zone = "Europe/Paris";
    private static readonly DateTimeOffset Opened = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 1);
    private readonly DuePolicyFile _policy = new(Options.Create(new DuePolicyOptions()));

    [Theory]
    [InlineData(10.5, 10, "house/validity/none")]
    [InlineData(14.99, 15, "house/critical/15")] // the end of the day in Paris: the policy's own
    [InlineData(0.0, 0, "house/validity/none")]
    [InlineData(-3.0, 0, "house/validity/none")] // had ended before it was found: today, and not overdue
    [InlineData(400.0, 15, "house/critical/15")]
    public void What_ends_by_itself_is_due_no_later_than_that_day(double days, int due, string by)
    {
        var alert = Unjudged();

        AlertDue.Decide(alert, AlertDue.Ground.Of(alert), _policy.Policy, Zone, Opened, Opened.AddDays(days));

        Assert.Equal((Day.AddDays(due), by), (alert.DueOn, alert.DueBy));
    }

    [Fact]
    public void An_instant_is_a_day_of_the_establishment()
    {
        var (paris, martinique) = (Unjudged(), Unjudged());
        var end = new DateTimeOffset(2026, 11, 9, 23, 30, 0, TimeSpan.Zero);

        AlertDue.Decide(paris, AlertDue.Ground.Of(paris), _policy.Policy, Zone, Opened, end);
        AlertDue.Decide(martinique, AlertDue.Ground.Of(martinique), _policy.Policy, "America/Martinique", Opened, end);

        Assert.Equal((new DateOnly(2026, 11, 10), new DateOnly(2026, 11, 9)), (paris.DueOn, martinique.DueOn));
    }

    [Fact]
    public void A_date_that_stood_beyond_the_end_comes_forward_and_never_goes_back()
    {
        var alert = DecidedAlert.In(AlertState.Open, Opened);
        var ground = AlertDue.Ground.Of(alert);

        AlertDue.Decide(alert, ground, _policy.Policy, Zone, Opened.AddDays(1), Opened.AddDays(9));
        Assert.Equal((Day.AddDays(9), "house/validity/none"), (alert.DueOn, alert.DueBy));

        AlertDue.Decide(alert, ground, _policy.Policy, Zone, Opened.AddDays(2), Opened.AddDays(30));
        AlertDue.Decide(alert, ground, _policy.Policy, Zone, Opened.AddDays(12), Opened.AddDays(9));
        AlertDue.Decide(alert, ground, _policy.Policy, Zone, Opened.AddDays(12));
        Assert.Equal((Day.AddDays(9), "house/validity/none"), (alert.DueOn, alert.DueBy));
    }

    [Fact]
    public void A_catalogue_that_lists_it_gives_no_more_time_than_its_end()
    {
        var alert = Unjudged();
        AlertDue.Decide(alert, AlertDue.Ground.Of(alert), _policy.Policy, Zone, Opened, Opened.AddDays(5));

        var unlisted = AlertDue.Ground.Of(alert);
        (alert.ExploitedBy, alert.ExploitedSince) = ("CISA KEV", Day);
        AlertDue.Decide(alert, unlisted, _policy.Policy, Zone, Opened.AddDays(1));

        Assert.Equal((Day.AddDays(5), "house/validity/none"), (alert.DueOn, alert.DueBy));
    }

    [Theory]
    [InlineData(12, "house/exploited/7/2026-11-13", 12, "house/validity/none")]
    [InlineData(40, "house/exploited/7", 15, "house/critical/15")] // lies beyond the policy's own date: it gave none before
    public void A_catalogue_that_takes_its_word_back_leaves_the_end_that_stood(int ends, string exploited, int due, string by)
    {
        var alert = Unjudged();
        AlertDue.Decide(alert, AlertDue.Ground.Of(alert), _policy.Policy, Zone, Opened, Opened.AddDays(ends));

        var before = AlertDue.Ground.Of(alert);
        (alert.ExploitedBy, alert.ExploitedSince) = ("CISA KEV", Day);
        AlertDue.Decide(alert, before, _policy.Policy, Zone, Opened.AddDays(1));
        Assert.Equal((Day.AddDays(8), exploited), (alert.DueOn, alert.DueBy));

        before = AlertDue.Ground.Of(alert);
        (alert.ExploitedBy, alert.ExploitedSince) = (null, null);
        AlertDue.Decide(alert, before, _policy.Policy, Zone, Opened.AddDays(2));
        Assert.Equal((Day.AddDays(due), by), (alert.DueOn, alert.DueBy));
    }

    private static CyberWatch.Infra.Registry.Entities.Alert Unjudged()
    {
        var alert = DecidedAlert.In(AlertState.Open, Opened);
        (alert.DueOn, alert.DueBy) = (null, null);
        return alert;
    }

    [Fact]
    public void What_was_learned_to_be_exploited_keeps_its_date_when_the_severity_changes()
    {
        var alert = DecidedAlert.In(AlertState.Open, Opened);
        alert.Severity = Severity.High;
        var unlisted = AlertDue.Ground.Of(alert);
        (alert.ExploitedBy, alert.ExploitedSince) = ("CISA KEV", new DateOnly(2024, 2, 22));
        AlertDue.Decide(alert, unlisted, _policy.Policy, Zone, Opened.AddDays(10));
        Assert.Equal((Day.AddDays(17), "house/exploited/7"), (alert.DueOn, alert.DueBy));

        var high = AlertDue.Ground.Of(alert);
        alert.Severity = Severity.Medium;
        AlertDue.Decide(alert, high, _policy.Policy, Zone, Opened.AddDays(12));

        Assert.Equal((Day.AddDays(17), "house/exploited/7"), (alert.DueOn, alert.DueBy));
    }
}
