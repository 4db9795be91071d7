using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Infra.Findings.Language;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>A new <c>latest</c> from history, else from the outbox, over the embedded index.</summary>
public sealed class IndexRebuildTests : IDisposable
{
    private const int Count = 1_500;
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly AccessScope Sector = new AccessScope.WholeSector();

    private readonly FakeTimeProvider _clock = new(Begin);
    private readonly TemporaryData _data = TemporaryData.WithRegistry();
    private readonly SqliteFindingIndex _index;
    private readonly OutboxIndexer _indexer;

    public IndexRebuildTests()
    {
        _index = new SqliteFindingIndex(_data.Folder);
        _indexer = _data.IndexerOf(_index, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_history_it_holds_what_it_held_although_the_outbox_is_empty_by_then()
    {
        await FillAsync();
        await ForgetOutboxAsync();
        await SqlAsync(
            "delete from latest; delete from latest_document; insert into latest_words(latest_words) values('delete-all')"
        );
        Assert.Equal(0, await _index.CountAsync(Sector, Token));

        var made = await RebuildAsync();

        Assert.Equal(new RebuiltIndex(Count, Count, FromHistory: true, Begin) { IsWhole = true }, made);
        Assert.Equal(1, (await _index.SearchAsync(Sector, GeneratedQueries.Beginnings($"z{Count}.example"), Token)).Total);
    }

    [Fact]
    public async Task Without_history_it_is_made_of_the_outbox_and_says_since_when()
    {
        await FillAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        await _data.WaitAsync(_clock, Count + 1, 10);
        await ForgetOutboxAsync(keep: 10);
        await SqlAsync("delete from history");

        var made = await RebuildAsync();

        Assert.Equal(new RebuiltIndex(10, 10, FromHistory: false, Begin.AddDays(1).AddHours(1)) { IsWhole = true }, made);
        Assert.Equal(10L, await SqlAsync("select count(*) from history"));
    }

    [Fact]
    public async Task Without_anything_it_is_empty_and_says_so()
    {
        await FillAsync();
        await ForgetOutboxAsync();
        await SqlAsync("delete from history");

        Assert.Equal(new RebuiltIndex(0, 0, FromHistory: false, null) { IsWhole = true }, await RebuildAsync());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public async Task It_is_whole_unless_a_scan_ended_before_the_oldest_that_was_there(int minutes, bool whole)
    {
        await FillAsync();
        var scan = ScanOrder.OfDay("990000001", ScanKind.Full, new DateOnly(2026, 11, 26), Begin).ToRow(Begin);
        (scan.State, scan.EndedAt) = (ScanState.Done, Begin.AddMinutes(minutes));
        await _data.AddAsync(scan);

        Assert.Equal(whole, (await RebuildAsync()).IsWhole);
    }

    [Fact]
    public async Task What_a_worker_delivered_meanwhile_is_in_it()
    {
        await FillAsync();
        var meanwhile = new Meanwhile(
            new SqliteUpkeep(_index),
            async () =>
            {
                // delivered to the latest before, after history was read
                await _data.WaitAsync(_clock, Count + 1, 10);
                await using var context = _data.CreateDbContext();
                var now = _clock.GetUtcNow();
                await context
                    .Outbox.Where(row => row.DeliveredAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.DeliveredAt, now), Token);
            }
        );

        var made = await _data.RebuildOf(_index, meanwhile, _clock).RunAsync(null, Token);

        Assert.Equal(Count + 10, made.Documents);
    }

    [Fact]
    public async Task What_has_vanished_does_not_come_back_out_of_history()
    {
        await FillAsync();
        await _data.AddAsync(
            new KnownAsset
            {
                Finess = "990000001",
                Key = "zone:z7.example",
                FirstSeen = Begin,
                LastSeen = Begin,
                GoneAt = Begin.AddDays(1),
            }
        );

        Assert.Equal((Count, Count - 1), ((await RebuildAsync()).Read, await _index.CountAsync(Sector, Token)));
    }

    [Fact]
    public async Task A_worker_takes_it_for_no_stranger()
    {
        await FillAsync();
        await RebuildAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _indexer.DrainAsync(Token);

        Assert.Null((await _data.IndexStateAsync())!.ChangedAt);
    }

    public void Dispose()
    {
        _indexer.Dispose();
        _index.Dispose();
        _data.Dispose();
    }

    private Task<RebuiltIndex> RebuildAsync() => _data.RebuildOf(_index, new SqliteUpkeep(_index), _clock).RunAsync(null, Token);

    private async Task FillAsync()
    {
        await _data.WaitAsync(_clock, 1, Count);
        await _indexer.DrainAsync(Token);
        Assert.Equal(Count, await _index.CountAsync(Sector, Token));
        _clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task ForgetOutboxAsync(int keep = 0)
    {
        await using var context = _data.CreateDbContext();
        await context.Outbox.Where(row => row.Id <= Count).ExecuteDeleteAsync(Token);
        Assert.Equal(keep, await context.Outbox.CountAsync(Token));
    }

    private async Task<object?> SqlAsync(string text)
    {
        await using var connection = new SqliteConnection($"Data Source={_data.Folder.Findings}");
        await connection.OpenAsync(Token);
        await using var command = new SqliteCommand(text, connection);
        return await command.ExecuteScalarAsync(Token);
    }

    /// <summary>Something happens between the reading of history and the swap.</summary>
    private sealed class Meanwhile(IIndexUpkeep upkeep, Func<Task> happens) : IIndexUpkeep
    {
        public async IAsyncEnumerable<IndexDocument> ReadAsync(
            IndexLayer layer,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var document in upkeep.ReadAsync(layer, cancellationToken))
                yield return document;
            await happens();
        }

        public Task RewriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken) =>
            upkeep.RewriteAsync(batch, cancellationToken);

        public Task<ILatestDraft> BeginLatestAsync(CancellationToken cancellationToken) =>
            upkeep.BeginLatestAsync(cancellationToken);
    }
}
