using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>What befalls the file while a worker runs: nothing of what the outbox still has is lost, and each document is there once.</summary>
public sealed class SqliteOutageTests : IDisposable
{
    private const int Before = 40;
    private const int During = 20;
    private static readonly AccessScope Sector = new AccessScope.WholeSector();

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly TemporaryData _data = TemporaryData.WithRegistry();
    private readonly SqliteFindingIndex _index;
    private readonly OutboxIndexer _indexer;

    public SqliteOutageTests()
    {
        _index = new SqliteFindingIndex(_data.Folder);
        _indexer = _data.IndexerOf(_index, _clock, new OutboxOptions { Batch = 7 });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _data.Folder.Findings;

    [Fact]
    public async Task A_file_that_was_deleted_under_way_is_begun_anew_and_filled_from_the_outbox()
    {
        await FillAsync();
        foreach (var file in Directory.GetFiles(_data.Path, "findings.db*"))
            System.IO.File.Delete(file);

        await _data.WaitAsync(_clock, Before + 1, During);
        await LaterAsync();

        await EachIsThereOnceAsync();
        Assert.NotNull((await _data.IndexStateAsync())!.ChangedAt);
    }

    [Fact]
    public async Task A_file_that_another_was_put_in_place_of_is_left_for_it()
    {
        var (old, oldWal) = (File + ".old", File + "-wal");
        await FillAsync();
        System.IO.File.Move(File, old);
        if (System.IO.File.Exists(oldWal))
            System.IO.File.Move(oldWal, old + "-wal");
        using (var other = new SqliteFindingIndex(_data.Folder))
            Assert.Equal(0, await other.CountAsync(Sector, Token));

        await _data.WaitAsync(_clock, Before + 1, During);
        await LaterAsync();

        await EachIsThereOnceAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task A_damaged_file_is_told_with_the_remedy_and_all_is_there_after_it(int from)
    {
        await FillAsync();
        await DamageAsync(from);
        await _data.WaitAsync(_clock, Before + 1, During);
        await LaterAsync();
        var known = await _data.IndexStateAsync();
        Assert.Contains("Move the file away", known!.Fault, StringComparison.Ordinal);
        Assert.Equal(During, await WaitingAsync());

        foreach (var file in Directory.GetFiles(_data.Path, "findings.db*"))
            System.IO.File.Move(file, System.IO.Path.Combine(_data.Path, "away." + System.IO.Path.GetFileName(file)));
        await LaterAsync();

        await EachIsThereOnceAsync();
        Assert.Null((await _data.IndexStateAsync())!.DownSince);
    }

    /// <summary>Pages and downloads make a value of it.</summary>
    [Fact]
    public async Task A_file_that_cannot_be_read_from_is_told_with_the_remedy_by_every_way_to_read_it()
    {
        await FillAsync();
        await using (var connection = await FindingSchema.OpenAsync(File, Token))
            await connection.RunAsync("drop table latest_document; drop table history", Token);

        var upkeep = new SqliteUpkeep(_index);
        Func<Task>[] ways =
        [
            () => _index.SearchAsync(Sector, new FindingQuery(), Token),
            async () => await _index.ReadAllAsync(Sector, new FindingQuery(), Token).ToListAsync(Token),
            async () => await upkeep.ReadAsync(IndexLayer.Latest, Token).ToListAsync(Token),
            async () => await upkeep.ReadAsync(IndexLayer.History, Token).ToListAsync(Token),
        ];
        foreach (var way in ways)
        {
            var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(way);
            Assert.Contains("Move the file away", fault.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _indexer.Dispose();
        _index.Dispose();
        _data.Dispose();
    }

    private async Task FillAsync()
    {
        await _data.WaitAsync(_clock, 1, Before);
        await _indexer.DrainAsync(Token);
        Assert.Equal(Before, await _index.CountAsync(Sector, Token));
    }

    private async Task LaterAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        await _indexer.DrainAsync(Token);
    }

    private async Task DamageAsync(int from)
    {
        // what is still beside it belongs into it first
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using var file = System.IO.File.OpenWrite(File);
        file.Position = from;
        await file.WriteAsync(
            new byte[file.Length - from]
                .Select(_ => (byte)'x')
                .ToArray(),
            Token
        );
    }

    private async Task<int> WaitingAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Outbox.CountAsync(row => row.DeliveredAt == null && row.Error == null, Token);
    }

    private async Task EachIsThereOnceAsync()
    {
        Assert.Equal(0, await WaitingAsync());
        var names = new List<string>();
        await foreach (var document in _index.ReadAllAsync(Sector, new FindingQuery(), Token))
            names.Add(document.GetProperty("host").GetProperty("name").GetString()!);
        var wanted = Enumerable.Range(1, Before + During).Select(number => $"z{number}.example");
        Assert.Equal(wanted.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }
}
