using CyberWatch.Tests.Infra.Registry.Import;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class BackupCommandTests
{
    [Fact]
    public async Task What_was_backed_up_is_there_after_a_restore_into_an_empty_folder()
    {
        using var cli = new Cli();
        await cli.RegisterAsync(RegisterFile.Site("990000001"));
        var backup = Path.Combine(cli.DataFolder, "..", "backup");
        var made = await cli.RunAsync("backup", backup);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Move(cli.DataFolder, cli.DataFolder + "-away");

        var restored = await cli.RunAsync("restore", backup);

        Assert.Equal((0, 0), (made.Status, restored.Status));
        Assert.Contains("letters release", restored.Output, StringComparison.Ordinal);
        var listed = await cli.RunAsync("establishments", "list", "--json");
        Assert.Contains("990000001", listed.Output, StringComparison.Ordinal);
        await using var registry = cli.OpenRegistry();
        Assert.Equal(Path.GetFullPath(backup), registry.Audit.Single(row => row.Action == "backup-restored").Subject);
    }

    [Fact]
    public async Task An_installation_is_not_written_over_and_a_backup_neither()
    {
        using var cli = new Cli();
        await cli.RegisterAsync(RegisterFile.Site("990000001"));
        var backup = Path.Combine(cli.DataFolder, "..", "backup");
        await cli.RunAsync("backup", backup);

        await using (var registry = cli.OpenRegistry())
            Assert.Equal(Path.GetFullPath(backup), registry.Audit.Single(row => row.Action == "backup-made").Subject);
        var again = await cli.RunAsync("backup", backup);
        var over = await cli.RunAsync("restore", backup);

        Assert.Equal((1, 1), (again.Status, over.Status));
        Assert.Contains("name a folder that is not there", again.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is written over", over.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_registry_is_not_backed_up_as_if_it_were_one()
    {
        using var cli = new Cli();

        var made = await cli.RunAsync("backup", Path.Combine(cli.DataFolder, "..", "backup"));

        Assert.Equal(1, made.Status);
        Assert.Contains("is not there; nothing was made", made.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(cli.DataFolder));
    }
}
