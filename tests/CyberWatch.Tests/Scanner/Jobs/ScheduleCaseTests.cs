using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class ScheduleCaseTests : RegistryTest
{
    private const string Finess = "990000001";
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    protected override async Task FillAsync()
    {
        await Data.AddAsync(TemporaryData.Hospital(Finess));
    }

    [Theory]
    [InlineData("0 0/1 * ? * * *", "2026-10-25T01:03:10Z", "2026-10-25T01:08:00Z", "01:04 01:05 01:06 01:07 01:08")]
    [InlineData("0 30 2 ? * * *", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", null)]
    [InlineData("0 30 2 ? * * *", "2027-03-27T12:00:00Z", "2027-03-29T12:00:00Z", null)]
    public void Schedule_started_in_the_repeated_hour(string cron, string start, string until, string? expected)
    {
        var expression = new CronExpression(cron, Paris);
        var fired = new List<DateTimeOffset>();
        var end = DateTimeOffset.Parse(until, null);
        var at = expression.GetNextValidTimeAfter(DateTimeOffset.Parse(start, null));
        while (at is { } next && next <= end)
        {
            fired.Add(next);
            at = expression.GetNextValidTimeAfter(next);
        }

        Assert.Equal(fired.Distinct().Order(), fired);
        if (expected is not null)
        {
            Assert.Equal(expected, string.Join(' ', fired.Select(time => $"{time.UtcDateTime:HH:mm}")));
        }
        else
        {
            Assert.Equal(2, fired.Select(time => LocalDay.Of(time, Paris)).Distinct().Count());
        }
    }

    [Fact]
    public async Task Schedule_read_then_write_busy()
    {
        var alert = new Alert
        {
            Id = Guid.NewGuid(),
            Finess = Finess,
            RuleId = "tls.old",
            AssetKey = "tcp:203.0.113.10:443",
            Severity = Severity.Medium,
            State = AlertState.Open,
            TitleFr = "Titre",
            TitleEn = "Title",
            FirstSeen = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
        };
        await Data.AddAsync(alert);
        var writes = Data.Writes();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => ChangeAsync(writes, alert.Id, writer), Token)));

        await using var context = Data.CreateDbContext();
        var trail = await context.AlertEvents.OrderBy(change => change.Id).ToListAsync(Token);
        Assert.Equal(200, trail.Count);
        Assert.Equal(200, (await context.Alerts.SingleAsync(Token)).Version);
        // each change starts where the one before it ended: nobody overwrote what he had not read
        Assert.All(trail.Zip(trail.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    [Fact]
    public void Establishments_are_spread_over_the_window_and_stay_where_they_are()
    {
        var times = new ScanTimes(new(20, 30), new(5, 30));

        var places = Enumerable.Range(0, 2_000).Select(n => times.PlaceOf($"{990000000 + n}", ScanKind.Full)).ToList();
        var hours = places.Select(place => place.Time.Hour).ToList();

        Assert.DoesNotContain(hours, hour => hour is > 5 and < 20);
        Assert.True(hours.GroupBy(hour => hour).Count() >= 10);
        Assert.Equal(7, places.Select(place => place.Day).Distinct().Count());
        Assert.Equal(places[7], times.PlaceOf("990000007", ScanKind.Full));
        Assert.Null(times.PlaceOf("990000007", ScanKind.Light).Day);
    }

    private static async Task ChangeAsync(RegistryWrites writes, Guid id, int writer)
    {
        for (var i = 0; i < 50; i++)
        {
            var to = (AlertState)((writer + i) % 5);
            await writes.RunAsync(
                async (context, token) =>
                {
                    var row = await context.Alerts.SingleAsync(alert => alert.Id == id, token);
                    row.Events.Add(
                        new AlertEvent
                        {
                            At = DateTimeOffset.UnixEpoch,
                            Actor = $"w{writer}",
                            From = row.State,
                            To = to,
                            Why = "match",
                        }
                    );
                    row.State = to;
                    row.Version++;
                    return row;
                },
                TestContext.Current.CancellationToken
            );
        }
    }
}
