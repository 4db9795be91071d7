using CliWrap;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>The embedded index on a disk of its own, which fills up or becomes read-only. Needs the right to mount one.</summary>
public sealed class SqliteDiskTests : IAsyncLifetime
{
    private const int Before = 200;
    private const int During = 4_000;
    private static readonly AccessScope Sector = new AccessScope.WholeSector();

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly TemporaryData _data = TemporaryData.WithRegistry();
    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("cyberwatch-disk-");
    private SqliteFindingIndex _index = null!;
    private OutboxIndexer _indexer = null!;
    private bool _mounted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root mounts a disk");
        await MountAsync("-t", "tmpfs", "-o", "size=3m", "cyberwatch-test", _disk.FullName);
        _mounted = true;
        var folder = new DataFolder(Options.Create(new DataOptions { Folder = _disk.FullName }));
        _index = new SqliteFindingIndex(folder);
        _indexer = _data.IndexerOf(_index, _clock, new OutboxOptions { Batch = 500 });
        await _data.WaitAsync(_clock, 1, Before);
        await _indexer.DrainAsync(Token);
        Assert.Equal(Before, await _index.CountAsync(Sector, Token));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_and_once_there_is_room_each_document_is_there_once()
    {
        await _data.WaitAsync(_clock, Before + 1, During);
        await LaterAsync();
        var known = await _data.IndexStateAsync();
        Assert.Contains("Make room on its disk", known!.Fault, StringComparison.Ordinal);
        Assert.True(known.Refuses);
        Assert.InRange(await WaitingAsync(), 1, During);

        await MountAsync("-o", "remount,size=200m", _disk.FullName);
        await LaterAsync();

        await EachIsThereOnceAsync();
    }

    [Fact]
    public async Task A_disk_that_is_read_only_is_told_and_takes_all_once_it_is_not()
    {
        // the system refuses while a file is open for writing
        SqliteConnection.ClearAllPools();
        await MountAsync("-o", "remount,ro,size=200m", _disk.FullName);
        await _data.WaitAsync(_clock, Before + 1, During);
        await LaterAsync();
        Assert.Contains("the right to write", (await _data.IndexStateAsync())!.Fault, StringComparison.Ordinal);
        Assert.Equal(During, await WaitingAsync());

        SqliteConnection.ClearAllPools();
        await MountAsync("-o", "remount,rw,size=200m", _disk.FullName);
        await LaterAsync();

        await EachIsThereOnceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _indexer?.Dispose();
        _index?.Dispose();
        SqliteConnection.ClearAllPools();
        if (_mounted)
            await Cli.Wrap("umount").WithArguments(_disk.FullName).ExecuteAsync(CancellationToken.None);
        _disk.Delete();
        _data.Dispose();
    }

    private static Task MountAsync(params string[] arguments) => Cli.Wrap("mount").WithArguments(arguments).ExecuteAsync(Token);

    private Task LaterAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        return _indexer.DrainAsync(Token);
    }

    private async Task<int> WaitingAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Outbox.CountAsync(row => row.DeliveredAt == null && row.Error == null, Token);
    }

    private async Task EachIsThereOnceAsync()
    {
        Assert.Equal(0, await WaitingAsync());
        Assert.Null((await _data.IndexStateAsync())!.DownSince);
        var names = new List<string>();
        await foreach (var document in _index.ReadAllAsync(Sector, new FindingQuery(), Token))
            names.Add(document.GetProperty("host").GetProperty("name").GetString()!);
        Assert.Equal(Before + During, names.Count);
        Assert.Equal(Before + During, names.Distinct().Count());
    }
}
