using CyberWatch.Infra.Mail.Delivery;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class WaitingAlertTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 13, 6, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 19)]
    [InlineData(true, 20)]
    [InlineData(false, 60, 5)]
    [InlineData(true, 120, 5)]
    [InlineData(true, -3600)]
    public void Alerts_are_told_once_none_opened_for_a_moment_or_the_first_has_waited_long_enough(bool settled, params int[] ages)
    {
        var alerts = ages.Select(age => new WaitingAlert(Guid.CreateVersion7(), "990000001", Now.AddSeconds(-age)));

        Assert.Equal(settled, WaitingAlert.AreSettled(alerts, Now));
    }
}
