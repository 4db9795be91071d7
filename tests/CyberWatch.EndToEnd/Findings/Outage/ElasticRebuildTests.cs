using CyberWatch.Infra.Findings;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>A new <c>latest</c> on a real server, while a worker goes on.</summary>
public sealed class ElasticRebuildTests(ElasticFixture fixture)
{
    private const int Count = 1_500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_history_while_a_worker_drains_each_document_is_there_once()
    {
        var address = await fixture.AddressAsync(Token);
        await using var outbox = await FilledAsync(address);
        await outbox.WaitAsync(Count - 50, 500);
        var before = await outbox.Direct.AskAsync(HttpMethod.GET, $"/_alias/{outbox.Direct.Names.Latest}");
        var draining = outbox.Indexer.DrainAsync(Token);

        var made = await RebuildAsync(outbox);
        await draining;
        await outbox.LaterAsync();

        Assert.True(made.FromHistory);
        await outbox.EachIsThereOnceAsync();
        Assert.Null((await outbox.KnownAsync()).ChangedAt);
        var after = await outbox.Direct.AskAsync(HttpMethod.GET, $"/_alias/{outbox.Direct.Names.Latest}");
        Assert.Contains("latest-v1", before, StringComparison.Ordinal);
        Assert.Contains("latest-v2", after, StringComparison.Ordinal);
        Assert.DoesNotContain("latest-v1", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_outbox_once_history_is_gone()
    {
        var address = await fixture.AddressAsync(Token);
        await using var outbox = await FilledAsync(address);
        await outbox.Direct.AskAsync(HttpMethod.DELETE, $"/{outbox.Direct.Options.Prefix}-history-*");

        var made = await RebuildAsync(outbox);

        Assert.Equal((Count, Count, false), (made.Read, made.Documents, made.FromHistory));
        await outbox.EachIsThereOnceAsync();
    }

    [Fact]
    public async Task A_latest_that_somebody_deleted_is_noticed_and_filled_from_history()
    {
        var address = await fixture.AddressAsync(Token);
        await using var outbox = await FilledAsync(address);
        await using (var context = outbox.Data.CreateDbContext())
            await context.Outbox.Where(row => row.Id <= Count / 2).ExecuteDeleteAsync(Token);
        await outbox.Direct.AskAsync(HttpMethod.DELETE, $"/{outbox.Direct.Options.Prefix}-latest-*");
        await outbox.LaterAsync();
        Assert.Contains("index setup", (await outbox.KnownAsync()).Fault, StringComparison.Ordinal);
        await outbox.Direct.SetUpAsync(Token);
        await outbox.LaterAsync();
        Assert.NotNull((await outbox.KnownAsync()).ChangedAt);
        Assert.Equal(Count / 2, await outbox.CountAsync(outbox.Direct.Names.Latest));

        var made = await RebuildAsync(outbox);

        Assert.Equal((Count, true), (made.Documents, made.FromHistory));
        Assert.Null((await outbox.KnownAsync()).ChangedAt);
    }

    private static Task<RebuiltIndex> RebuildAsync(OutboxToElastic outbox) =>
        outbox.Data.RebuildOf(outbox.Direct.Index, outbox.Direct.Upkeep, outbox.Clock).RunAsync(null, Token);

    private static async Task<OutboxToElastic> FilledAsync(Uri address)
    {
        var outbox = new OutboxToElastic(address, address);
        await outbox.Direct.SetUpAsync(Token);
        await outbox.WaitAsync(1, Count);
        await outbox.Indexer.DrainAsync(Token);
        await outbox.EachIsThereOnceAsync();
        return outbox;
    }
}
