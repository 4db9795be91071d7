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
