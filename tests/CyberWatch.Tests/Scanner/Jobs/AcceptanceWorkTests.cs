using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class AcceptanceWorkTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_worker_opens_what_was_accepted_until_yesterday()
    {
        var token = TestContext.Current.CancellationToken;
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync(TemporaryData.Hospital(), DecidedAlert.In(AlertState.Accepted, Now.AddDays(-31)));
        var clock = new FakeTimeProvider(Now);
        var policy = new DuePolicyFile(Options.Create(new DuePolicyOptions()));
        var ends = new AcceptanceEnds(data.Writes(), policy, clock);
        var work = new AcceptanceWork(ends, clock, NullLogger<AcceptanceWork>.Instance);

        await work.StartAsync(token);
        await Eventually.TrueAsync(async () => await StateAsync(data) != AlertState.Accepted);
        await work.StopAsync(token);

        Assert.Equal(AlertState.Open, await StateAsync(data));
    }

    private static async Task<AlertState> StateAsync(TemporaryData data)
    {
        await using var context = data.CreateDbContext();
        return await context.Alerts.Select(row => row.State).SingleAsync(TestContext.Current.CancellationToken);
    }
}
