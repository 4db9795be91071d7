using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>When a notice is planned, and about which alerts.</summary>
public sealed class UrgentNoticesTests : UrgentTests
{
    [Fact]
    public async Task A_confirmed_critical_alert_is_told_at_once_and_once()
    {
        var alert = await OpenAsync();

        Assert.Equal(1, await PlanAsync());
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(40));
            Assert.Equal(0, await PlanAsync());
        }

        Assert.Equal([alert.Id.ToString()], await NoticesAsync());
    }

    [Fact]
    public async Task What_a_second_look_opens_within_seconds_is_told_in_one_notice()
    {
        var first = await OpenAsync(alert => alert.OpenedAt = Clock.GetUtcNow());
        Assert.Equal(0, await PlanAsync());
        Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await OpenAsync(alert => alert.OpenedAt = Clock.GetUtcNow());
        Assert.Equal(0, await PlanAsync());
        Clock.Advance(Settled);

        Assert.Equal(1, await PlanAsync());
        Assert.Equal(
            new[] { first.Id, second.Id }.Order(),
            Assert.Single(await NoticesAsync()).Split(' ').Select(Guid.Parse).Order()
        );
    }

    [Fact]
    public async Task Further_ones_of_the_hour_are_joined_at_its_end()
    {
        var first = await OpenAsync();
        await PlanAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await OpenAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));
        var third = await OpenAsync();
        Clock.Advance(TimeSpan.FromMinutes(39));

        Assert.Equal(0, await PlanAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await PlanAsync());

        var notices = await NoticesAsync();
        Assert.Equal(first.Id.ToString(), notices[0]);
        Assert.Equal(new[] { second.Id, third.Id }.Order(), notices[1].Split(' ').Select(Guid.Parse).Order());
    }

    [Fact]
    public async Task Two_workers_that_look_at_once_plan_one_notice()
    {
        await OpenAsync();
        await using var other = new Posting(Data, Clock);

        var planned = await Task.WhenAll(PlanAsync(), other.Get<UrgentNotices>().PlanAsync(Token));

        Assert.Equal(1, planned.Sum());
    }

    [Fact]
    public async Task What_is_suspected_rests_on_a_version_or_is_less_than_critical_waits_for_Monday()
    {
        await OpenAsync(alert => alert.State = AlertState.Suspected);
        await OpenAsync(alert => alert.Confidence = Confidence.Version);
        await OpenAsync(alert => alert.Severity = Severity.High);
        await OpenAsync(alert => alert.State = AlertState.Acknowledged);

        Assert.Equal(0, await PlanAsync());
    }

    [Fact]
    public async Task An_alert_is_told_again_only_once_it_reopens()
    {
        var alert = await OpenAsync();
        await PlanAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        await ChangeAsync(alert, row => (row.State, row.ResolvedAt) = (AlertState.Resolved, Clock.GetUtcNow()));
        Assert.Equal(0, await PlanAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        await ChangeAsync(
            alert,
            row => (row.State, row.OpenedAt, row.Reopened) = (AlertState.Open, Clock.GetUtcNow() - Settled, 1)
        );

        Assert.Equal(1, await PlanAsync());
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await PlanAsync());
    }

    [Fact]
    public async Task AClock_that_was_a_day_ahead_when_the_last_notice_went_keeps_none_back()
    {
        await OpenAsync();
        await PlanAsync();
        Clock.AdjustTime(Clock.GetUtcNow().AddDays(-1));
        await OpenAsync();

        Assert.Equal(1, await PlanAsync());
    }
}
