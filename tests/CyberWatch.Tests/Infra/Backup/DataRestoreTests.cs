using CyberWatch.Infra.Backup;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Backup;

[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class DataRestoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("cyberwatch-backups-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_place.FullName, "backup");

    public async ValueTask InitializeAsync()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync(TemporaryData.Hospital());
        await data.NewBackup().MakeAsync(Backup, Token);
    }

    public ValueTask DisposeAsync()
    {
        _place.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("registry.db")]
    [InlineData("findings.db")]
    [InlineData("schedule.db")]
    public async Task Nothing_that_is_there_is_written_over(string file)
    {
        using var data = new TemporaryData();
        var there = Path.Combine(data.Path, file);
        await File.WriteAllTextAsync(there, "mine", Token);

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new DataRestore(data.Folder, data.Registry.Options).RunAsync(Backup, Token)
        );

        Assert.Contains("stop worker and dashboard and move it away", fault.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(there, Token));
        Assert.Equal([there], Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task A_restore_that_was_killed_half_way_is_run_again()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(Path.Combine(data.Path, "restore.part"));
        await File.WriteAllTextAsync(Path.Combine(data.Path, "restore.part", "registry.db"), "half", Token);
        await File.WriteAllTextAsync(data.Folder.Findings, "of the first try", Token);

        await new DataRestore(data.Folder, data.Registry.Options).RunAsync(Backup, Token);

        await using var registry = data.CreateDbContext();
        Assert.Equal(1, await registry.Establishments.CountAsync(Token));
        Assert.False(Directory.Exists(Path.Combine(data.Path, "restore.part")));
    }

    [Fact]
    public async Task A_backup_that_was_changed_is_refused_and_leaves_no_registry()
    {
        await using (var file = new FileStream(Path.Combine(Backup, "registry.db"), FileMode.Append))
            file.WriteByte(0);
        using var data = new TemporaryData();

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new DataRestore(data.Folder, data.Registry.Options).RunAsync(Backup, Token)
        );

        Assert.Contains("is not what was written", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(data.Folder.Registry));
    }

    [Theory]
    [InlineData("""{"made":"2026-11-26T03:00:00Z","findingsFrom":"2026-11-26T03:00:00Z","files":{"../registry.db":"00"}}""")]
    [InlineData("""{"made":"2026-11-26T03:00:00Z","findingsFrom":"2026-11-26T03:00:00Z","files":{"gone.db":"00"}}""")]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task What_is_no_whole_backup_is_said_to_be_none(string? manifest)
    {
        File.Delete(Path.Combine(Backup, "backup.json"));
        if (manifest is not null)
            await File.WriteAllTextAsync(Path.Combine(Backup, "backup.json"), manifest, Token);
        using var data = new TemporaryData();

        await Assert.ThrowsAsync<IOException>(() => new DataRestore(data.Folder, data.Registry.Options).RunAsync(Backup, Token));

        Assert.False(File.Exists(data.Folder.Registry));
    }
}
