using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Schedule;

public sealed class ScanPlannerTests : RegistryTest
{
    private const string Finess = "990000001";
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 11, 0, 0, TimeSpan.Zero);
    private static readonly ScanTimes Night = new(new(20, 30), new(5, 30));
    private static readonly ScanTimes HalfPastTwo = new(new(2, 30), new(2, 31));
    private readonly FakeTimeProvider _clock = new(Noon);
    private ScanPlanner _planner = null!;

    protected override async Task FillAsync()
    {
        await Data.AddAsync(TemporaryData.Hospital(Finess), TemporaryData.Hospital("990000002"), MandateSeed.Of(Finess));
        _planner = new ScanPlanner(Data.Writes(), Data, _clock);
    }

    [Fact]
    public async Task In_a_week_each_establishment_under_a_mandate_has_its_seven_light_scans_and_a_full_one()
    {
        for (var hour = 0; hour < 7 * 24; hour++)
            await StepAsync(Night, TimeSpan.FromHours(1));

        var rows = await RowsAsync();
        Assert.All(rows, row => Assert.Equal(Finess, row.Finess));
        Assert.Equal((7, 1), (rows.Count(row => row.Kind == ScanKind.Light), rows.Count(row => row.Kind == ScanKind.Full)));
        Assert.All(rows.Select(Shown), time => Assert.False(time > new TimeOnly(5, 30) && time < new TimeOnly(20, 30)));
        Assert.Single(rows.Where(row => row.Kind == ScanKind.Light).Select(Shown).Distinct());
    }

    [Fact]
    public async Task Two_workers_that_look_at_the_same_time_put_nothing_twice()
    {
        _clock.Advance(TimeSpan.FromDays(1));

        var counts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _planner.PlanAsync(Night, Noon, Token)));

        var rows = await RowsAsync();
        Assert.Equal(rows.Count, counts.Sum());
        Assert.Equal(rows.Count, rows.Select(row => row.Slot).Distinct().Count());
        Assert.Single(rows, row => row.Kind == ScanKind.Light);
    }

    [Fact]
    public async Task After_days_without_a_worker_the_last_day_is_made_up_for_and_no_more()
    {
        _clock.Advance(TimeSpan.FromDays(5));

        await _planner.PlanAsync(Night, Noon, Token);

        Assert.Single(await RowsAsync(), row => row.Kind == ScanKind.Light);
    }

    [Theory]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T01:30:00Z", "the hour that comes twice")]
    [InlineData("2027-03-27T12:00:00Z", "2027-03-28T01:30:00Z", "the hour that does not come")]
    public async Task Schedule_started_in_the_repeated_hour_plans_once_for_each_day(string start, string first, string variant)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(start, null));
        var planner = new ScanPlanner(Data.Writes(), Data, clock);
        for (var turn = 0; turn < 2 * 24 * 6; turn++)
        {
            var since = clock.GetUtcNow();
            clock.Advance(TimeSpan.FromMinutes(10));
            await planner.PlanAsync(HalfPastTwo, since, Token);
        }

        var lights = (await RowsAsync()).Where(row => row.Kind == ScanKind.Light).OrderBy(row => row.DueAt).ToList();
        Assert.True(lights.Count == 2, variant);
        Assert.InRange(lights[0].DueAt, DateTimeOffset.Parse(first, null), DateTimeOffset.Parse(first, null).AddMinutes(1));
        Assert.Equal(2, lights.Select(row => row.Slot).Distinct().Count());
    }

    [Fact]
    public async Task A_mandate_that_ended_plans_nothing_and_another_window_counts_from_the_next_look()
    {
        await using (var context = Data.CreateDbContext())
        {
            await context.Mandates.ExecuteUpdateAsync(
                row => row.SetProperty(one => one.ValidUntil, new DateOnly(2026, 11, 20)),
                Token
            );
        }
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await _planner.PlanAsync(Night, Noon, Token));

        await Data.AddAsync(MandateSeed.Of("990000002"));
        await _planner.PlanAsync(new ScanTimes(new(9, 0), new(9, 1)), Noon, Token);
        var row = Assert.Single(await RowsAsync(), one => one.Kind == ScanKind.Light);
        Assert.Equal(("990000002", 9), (row.Finess, Shown(row).Hour));
    }

    private Task<int> StepAsync(ScanTimes times, TimeSpan span)
    {
        var since = _clock.GetUtcNow();
        _clock.Advance(span);
        return _planner.PlanAsync(times, since, Token);
    }

    private static TimeOnly Shown(Scan row) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.DueAt, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime);

    private async Task<List<Scan>> RowsAsync()
    {
        await using var context = Data.CreateDbContext();
        return await context.Scans.AsNoTracking().ToListAsync(Token);
    }
}
