using CyberWatch.Tests.Support;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>What befalls the server while a worker drains its outbox: nothing is dropped, and everything is there once afterwards.</summary>
public sealed class ElasticOutageTests(OutageElastic fixture) : IClassFixture<OutageElastic>
{
    private const int Before = 300;
    private const int During = 120;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_in_the_middle_of_a_drain_and_started_again_with_its_data()
    {
        var server = await fixture.ServerAsync(Token);
        await using var outbox = await BeginAsync(server.Address, server.Address);
        await outbox.WaitAsync(1, 2_000);
        var draining = outbox.Indexer.DrainAsync(Token);
        await Eventually.TrueAsync(async () => await outbox.WaitingAsync() < 2_000);
        await server.SignalAsync("KILL", Token);
        await draining;
        var left = await outbox.WaitingAsync();

        await outbox.WaitAsync(100, During);
        await outbox.LaterAsync();
        Assert.InRange(left, 1, 2_000);
        Assert.Equal(left + During, await outbox.WaitingAsync());
        Assert.Contains("does not answer", (await outbox.KnownAsync()).Fault, StringComparison.Ordinal);

        await server.StartAgainAsync(empty: false, Token);
        await outbox.LaterAsync();
        await outbox.EachIsThereOnceAsync();
        Assert.Null((await outbox.KnownAsync()).DownSince);
        Assert.Null((await outbox.KnownAsync()).ChangedAt);
    }

    [Fact]
    public async Task Frozen_it_takes_nothing_and_thawed_everything()
    {
        var server = await fixture.ServerAsync(Token);
        await using var outbox = await FilledAsync(server.Address, server.Address);
        await server.SignalAsync("STOP", Token);
        try
        {
            await outbox.WaitAsync(Before - 20, During);
            await outbox.LaterAsync();

            Assert.Equal(During, await outbox.WaitingAsync());
            Assert.NotNull((await outbox.KnownAsync()).DownSince);
        }
        finally
        {
            await server.SignalAsync("CONT", Token);
        }

        await outbox.LaterAsync();
        await outbox.EachIsThereOnceAsync();
        Assert.Null((await outbox.KnownAsync()).DownSince);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answering_429_for_minutes_it_is_asked_less_and_less_and_gets_all(bool writingOnly)
    {
        var server = await fixture.ServerAsync(Token);
        await using var proxy = await RefusingProxy.StartAsync(server.Address, Token);
        await using var outbox = await FilledAsync(proxy.Address, server.Address);
        proxy.Refuses = path => !writingOnly || path.EndsWith("/_bulk", StringComparison.Ordinal);
        await outbox.WaitAsync(Before - 20, During);
        for (var minute = 0; minute < 10; minute++)
        {
            await outbox.Indexer.DrainAsync(Token);
            outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(During, await outbox.WaitingAsync());
        Assert.Contains("429", (await outbox.KnownAsync()).Fault, StringComparison.Ordinal);
        // of one batch a look and halves of its parts, and that at 1, 2, 4, 8 … seconds and then every five minutes
        Assert.InRange(proxy.Refused, 1, 10 * 60);

        proxy.Refuses = _ => false;
        await outbox.LaterAsync();
        await outbox.EachIsThereOnceAsync();
        Assert.Null((await outbox.KnownAsync()).DownSince);
    }

    [Fact]
    public async Task Read_only_for_want_of_room_it_says_so_and_gets_all_after_it()
    {
        var server = await fixture.ServerAsync(Token);
        await using var outbox = await FilledAsync(server.Address, server.Address);
        await BlockAsync(outbox, "true");
        await outbox.WaitAsync(Before - 20, During);
        await outbox.LaterAsync();
        var known = await outbox.KnownAsync();

        Assert.Equal((During, true), (await outbox.WaitingAsync(), known.Refuses));
        Assert.Contains("lift the block", known.Fault, StringComparison.Ordinal);
        await BlockAsync(outbox, "null");
        await outbox.LaterAsync();
        await outbox.EachIsThereOnceAsync();
    }

    [Fact]
    public async Task Begun_anew_without_its_data_it_gets_all_that_the_outbox_still_has()
    {
        var server = await fixture.ServerAsync(Token);
        await using var outbox = await FilledAsync(server.Address, server.Address);
        await server.SignalAsync("KILL", Token);
        await server.StartAgainAsync(empty: true, Token);
        await outbox.WaitAsync(Before - 20, During);
        await outbox.LaterAsync();
        Assert.Contains("index setup", (await outbox.KnownAsync()).Fault, StringComparison.Ordinal);
        Assert.Equal(During, await outbox.WaitingAsync());

        await outbox.Direct.SetUpAsync(Token);
        await outbox.LaterAsync();
        await outbox.EachIsThereOnceAsync();
        Assert.NotNull((await outbox.KnownAsync()).ChangedAt);
    }

    private static Task<string> BlockAsync(OutboxToElastic outbox, string value) =>
        outbox.Direct.AskAsync(
            HttpMethod.PUT,
            $"/{outbox.Direct.Options.Prefix}-*/_settings",
            $$"""{ "index.blocks.read_only_allow_delete": {{value}} }"""
        );

    private static async Task<OutboxToElastic> BeginAsync(Uri address, Uri server)
    {
        var outbox = new OutboxToElastic(address, server);
        await outbox.Direct.SetUpAsync(Token);
        return outbox;
    }

    private static async Task<OutboxToElastic> FilledAsync(Uri address, Uri server)
    {
        var outbox = await BeginAsync(address, server);
        await outbox.WaitAsync(1, Before);
        await outbox.Indexer.DrainAsync(Token);
        await outbox.EachIsThereOnceAsync();
        return outbox;
    }
}
