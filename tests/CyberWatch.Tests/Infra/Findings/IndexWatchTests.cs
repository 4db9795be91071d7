using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>What the registry knows of the index, so that pages need not ask it.</summary>
public sealed class IndexWatchTests : IDisposable
{
    private static readonly DateTimeOffset Two = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Two);
    private readonly TemporaryData _data = TemporaryData.WithRegistry();
    private readonly PlayedIndex _index = new();
    private readonly OutboxIndexer _indexer;

    public IndexWatchTests() => _indexer = _data.IndexerOf(_index, _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_index_that_falls_silent_is_noticed_although_nothing_waits_for_it()
    {
        await _indexer.DrainAsync(Token);
        _index.IsDown = true;
        await LaterAsync(TimeSpan.FromSeconds(30));
        var since = _clock.GetUtcNow();
        await LaterAsync(TimeSpan.FromMinutes(20));

        var known = await _data.IndexStateAsync();
        Assert.Equal((since, "down"), (known!.DownSince, RemarkText.English(RemarkText.Parse(known.Fault))));
    }

    [Fact]
    public async Task What_answers_again_is_silent_no_more()
    {
        _index.IsDown = true;
        await _indexer.DrainAsync(Token);
        Assert.Equal(Two, (await _data.IndexStateAsync())!.DownSince);

        _index.IsDown = false;
        await LaterAsync(TimeSpan.FromMinutes(1));

        var known = await _data.IndexStateAsync();
        Assert.Equal((null, null, "the first"), (known!.DownSince, known.Fault, known.Identity));
    }

    [Fact]
    public async Task Another_index_in_its_place_gets_all_that_the_outbox_still_has()
    {
        await _data.WaitAsync(_clock, first: 1, count: 3);
        await _indexer.DrainAsync(Token);
        _clock.Advance(TimeSpan.FromHours(1));
        await _data.WaitAsync(_clock, first: 4, count: 2);
        _index.Identity = "begun anew";
        await LaterAsync(TimeSpan.FromSeconds(30));
        await LaterAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([3, 5], _index.Sent.Select(batch => batch.Count));
        var known = await _data.IndexStateAsync();
        Assert.Equal(("begun anew", Two), (known!.Identity, known.MissingBefore));
        Assert.NotNull(known.ChangedAt);
        await using var context = _data.CreateDbContext();
        Assert.True(await context.Outbox.AllAsync(row => row.DeliveredAt != null, Token));
    }

    [Fact]
    public async Task The_same_index_after_an_outage_gets_nothing_twice()
    {
        await _data.WaitAsync(_clock, first: 1, count: 3);
        await _indexer.DrainAsync(Token);
        _index.IsDown = true;
        await LaterAsync(TimeSpan.FromSeconds(30));
        _index.IsDown = false;
        await LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([3], _index.Sent.Select(batch => batch.Count));
        Assert.Null((await _data.IndexStateAsync())!.ChangedAt);
    }

    public void Dispose()
    {
        _indexer.Dispose();
        _data.Dispose();
    }

    private Task LaterAsync(TimeSpan later)
    {
        _clock.Advance(later);
        return _indexer.DrainAsync(Token);
    }
}
