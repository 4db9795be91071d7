using CyberWatch.Infra.Backup;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using CyberWatch.Tests.Infra.Telemetry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Backup;

[Collection(nameof(WatchedProgram))]
[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class DataBackupTests : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("cyberwatch-backups-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_place.FullName, "backup");

    public void Dispose() => _place.Delete(recursive: true);

    [Fact]
    public async Task A_backup_taken_while_others_write_is_of_one_instant_and_its_index_lacks_nothing()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var worker = new WatchedProgram(data, port: 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var written = 0;
        var writing = Task.Run(WriteAsync, Token);
        var sending = Task.Run(SendAsync, Token);
        await Eventually.TrueAsync(() => written > 30);

        await data.NewBackup().MakeAsync(Backup, Token);
        var then = written;
        await Eventually.TrueAsync(() => written > then + 10);
        await stop.CancelAsync();
        await Task.WhenAll(writing, sending);

        using var other = new TemporaryData();
        await new DataRestore(other.Folder, other.Registry.Options).RunAsync(Backup, Token);
        await using var restored = new WatchedProgram(other, port: 0);
        await using var registry = other.CreateDbContext();
        Assert.InRange(await registry.Outbox.CountAsync(Token), 30, then);
        Assert.Equal(await registry.Outbox.CountAsync(Token), await registry.Audit.CountAsync(Token));
        await restored.Services.GetRequiredService<OutboxIndexer>().DrainAsync(Token);
        Assert.Equal(
            await registry.Outbox.CountAsync(Token),
            await restored.Services.GetRequiredService<IFindingIndex>().CountAsync(new AccessScope.WholeSector(), Token)
        );

        async Task WriteAsync()
        {
            while (!stop.IsCancellationRequested)
                await WriteRowAsync(worker.Services, Interlocked.Increment(ref written));
        }

        async Task SendAsync()
        {
            while (!stop.IsCancellationRequested)
                await worker.Services.GetRequiredService<OutboxIndexer>().DrainAsync(Token);
        }
    }

    [Fact]
    public async Task What_was_delivered_after_the_findings_were_copied_is_delivered_again_and_what_comes_is_newer_than_any_index()
    {
        var begun = new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync(Row(1, begun.AddSeconds(-1)), Row(2, begun.AddSeconds(1)));
        await data.NewBackup(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(begun)).MakeAsync(Backup, Token);
        using var other = new TemporaryData();

        var made = await new DataRestore(other.Folder, other.Registry.Options).RunAsync(Backup, Token);

        Assert.Equal(begun, made);
        await other.AddAsync(Row(3, null));
        await using var registry = other.CreateDbContext();
        var rows = await registry.Outbox.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Token);
        Assert.Equal([true, false, false], rows.Select(row => row.DeliveredAt is not null));
        Assert.True(rows[2].Id > 1_000_000_000);
    }

    [Fact]
    public async Task Files_that_a_move_to_servers_left_behind_are_not_in_it()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await File.WriteAllTextAsync(data.Folder.Findings, "left behind", Token);
        await File.WriteAllTextAsync(data.Folder.Schedule, "left behind", Token);
        var findings = new FindingIndexOptions { Provider = FindingIndexProvider.Elastic };
        var schedule = new ScheduleStoreOptions { Provider = DatabaseProvider.Postgres };

        await new DataBackup(data.Folder, data.Registry.Options, findings, schedule, TimeProvider.System).MakeAsync(
            Backup,
            Token
        );

        Assert.False(File.Exists(Path.Combine(Backup, Path.GetFileName(data.Folder.Findings))));
        Assert.False(File.Exists(Path.Combine(Backup, Path.GetFileName(data.Folder.Schedule))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Letters_that_were_unsent_when_the_backup_was_made_are_held(bool aWorkerRanBefore)
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using (var posting = new Posting(data, TimeProvider.System))
        {
            if (aWorkerRanBefore)
                await posting.DrainAsync();
            await posting.PlanAsync(3);
            await data.NewBackup().MakeAsync(Backup, Token);
            await posting.DrainAsync();
        }

        using var other = new TemporaryData();
        await new DataRestore(other.Folder, other.Registry.Options).RunAsync(Backup, Token);
        await using var after = new Posting(other, TimeProvider.System);
        await after.DrainAsync();

        Assert.All(await after.LettersAsync(), letter => Assert.Equal(LetterState.Held, letter.State));
    }

    [Fact]
    public async Task Options_are_kept_and_nobody_else_reads_the_folder()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "cyberwatch.json"), "{}", Token);

        await data.NewBackup().MakeAsync(Backup, Token);

        Assert.Equal(
            ["backup.json", "cyberwatch.json", "registry.db"],
            Directory.EnumerateFiles(Backup).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Backup));
    }

    [Fact]
    public async Task A_backup_that_does_not_come_to_its_end_leaves_nothing()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await File.WriteAllTextAsync(data.Folder.Schedule, "no database at all, and longer than the header of one", Token);

        var fault = await Assert.ThrowsAsync<IOException>(() => data.NewBackup().MakeAsync(Backup, Token));

        Assert.Contains(data.Path, fault.Message, StringComparison.Ordinal);
        Assert.Empty(_place.EnumerateFileSystemInfos());
    }

    private static Task<int> WriteRowAsync(IServiceProvider services, int number) =>
        services
            .GetRequiredService<RegistryWrites>()
            .RunAsync(
                (context, _) =>
                {
                    context.Outbox.Add(Row(number, null));
                    context.Audit.Add(
                        new AuditEntry
                        {
                            At = DateTimeOffset.UnixEpoch,
                            Actor = "test",
                            Action = "written",
                            Subject = $"{number}",
                        }
                    );
                    return Task.FromResult(number);
                },
                Token
            );

    private static OutboxFinding Row(int number, DateTimeOffset? delivered) =>
        new()
        {
            Finess = "990000001",
            DocumentKey = $"k{number}",
            Document =
                """{"@timestamp":"2026-11-26T03:00:00.000Z","cyberwatch":{"key":"KEY","scan_id":"s","probe":"tls","establishment":{"finess":"990000001"}}}""".Replace(
                    "KEY",
                    $"k{number}",
                    StringComparison.Ordinal
                ),
            CreatedAt = DateTimeOffset.UnixEpoch,
            DeliveredAt = delivered,
        };
}
