using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Registry.Reference;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry;

/// <summary>The database says of every zone, state and hour what the function of one alert says.</summary>
public sealed class OverdueFilteringTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Overdue_by_query_is_overdue_by_the_establishments_own_clock()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        string[] zones = [.. Departments.List.Select(department => department.TimeZone).Distinct()];
        foreach (var (zone, index) in zones.Select((zone, index) => (zone, index)))
        {
            var site = TemporaryData.Hospital($"99000{index:D4}");
            site.TimeZone = zone;
            await data.AddAsync(site);
            foreach (var state in new[] { AlertState.Open, AlertState.Acknowledged, AlertState.Accepted, AlertState.Resolved })
            {
                foreach (var due in Enumerable.Range(-3, 6))
                {
                    var alert = DecidedAlert.In(state, Midnight.AddDays(-30), site.Finess);
                    alert.DueOn = due == 2 ? null : DateOnly.FromDateTime(Midnight.UtcDateTime).AddDays(due);
                    await data.AddAsync(alert);
                }
            }
        }

        await using var context = data.CreateDbContext();
        var all = await context.Alerts.Include(row => row.Establishment).ToListAsync(TestContext.Current.CancellationToken);
        for (var hour = 0; hour < 24; hour++)
        {
            var now = Midnight.AddHours(hour).AddMinutes(30);
            var asked = await context
                .Alerts.Overdue(now)
                .Select(row => row.Id)
                .ToListAsync(TestContext.Current.CancellationToken);

            var expected = all.Where(row =>
                DueDate.IsOverdue(row.State, row.DueOn, LocalDay.Of(now, row.Establishment!.TimeZone))
            );
            Assert.NotEmpty(asked);
            Assert.Equal(expected.Select(row => row.Id).Order(), asked.Order());
        }
    }
}
