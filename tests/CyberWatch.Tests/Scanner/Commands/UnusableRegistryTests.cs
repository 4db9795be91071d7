using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>A data folder that cannot be worked in: a sentence with the path and a remedy, never a stack.</summary>
[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class UnusableRegistryTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task A_registry_that_is_another_kind_of_file_is_told_and_left_alone()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        var registry = Path.Combine(_cli.DataFolder, "registry.db");
        await File.WriteAllTextAsync(registry, new string('x', 5000), TestContext.Current.CancellationToken);

        await AssertFailsAsync(_cli.DataFolder, $"{registry} is no registry");

        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(registry, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_registry_cut_in_the_middle_is_told()
    {
        await _cli.BeginAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var registry = Path.Combine(_cli.DataFolder, "registry.db");
        await using (var file = File.OpenWrite(registry))
        {
            file.SetLength(8192);
        }

        await AssertFailsAsync(_cli.DataFolder, $"{registry} is damaged");
    }

    [Fact]
    public Task A_data_folder_that_is_a_file_is_told() =>
        AssertBeginningFailsAsync(_cli.FileOf("file", ""), "The data folder ", " cannot be made", "--data DIR");

    [Fact]
    public Task A_data_folder_where_nothing_can_be_made_is_told() =>
        AssertBeginningFailsAsync("/proc/cyberwatch", "The data folder /proc/cyberwatch cannot be made");

    [Fact]
    public async Task A_registry_that_is_a_folder_is_told()
    {
        Directory.CreateDirectory(Path.Combine(_cli.DataFolder, "registry.db"));

        await AssertFailsAsync(_cli.DataFolder, "registry.db cannot be written");
    }

    [Fact]
    public async Task A_registry_of_another_version_is_told_and_left_alone()
    {
        await _cli.BeginAsync();
        Run("insert into __EFMigrationsHistory values ('20990101000000_Later', '99.0')");

        await AssertFailsAsync(_cli.DataFolder, "made by another version of CyberWatch (20990101000000_Later)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("pragma journal_mode=delete")]
    public async Task An_empty_registry_and_a_copy_that_a_backup_made_are_taken(string statement)
    {
        // a start that was killed leaves an empty file; backups are not in WAL
        Directory.CreateDirectory(_cli.DataFolder);
        if (statement.Length == 0)
        {
            await File.WriteAllBytesAsync(Registry, [], TestContext.Current.CancellationToken);
        }
        else
        {
            await _cli.BeginAsync();
            Run(statement);
        }

        var result = await _cli.RunAsync("establishments", "list");

        Assert.Equal(0, result.Status);
    }

    [Fact]
    public async Task An_index_that_is_another_kind_of_file_is_told_with_its_path()
    {
        await _cli.BeginAsync();
        var index = Path.Combine(_cli.DataFolder, "findings.db");
        await File.WriteAllTextAsync(index, new string('x', 5000), TestContext.Current.CancellationToken);

        var result = await _cli.RunAsync("findings", "search", "telnet");

        Assert.Equal(1, result.Status);
        Assert.Contains(index, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_that_is_another_kind_of_file_ends_the_worker_with_a_sentence()
    {
        await _cli.BeginAsync();
        var schedule = Path.Combine(_cli.DataFolder, "schedule.db");
        await File.WriteAllTextAsync(schedule, new string('x', 5000), TestContext.Current.CancellationToken);

        var result = await _cli.RunAsync("serve");

        Assert.Equal(1, result.Status);
        Assert.Contains($"{schedule} cannot be used", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private string Registry => Path.Combine(_cli.DataFolder, "registry.db");

    private void Run(string statement)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Registry};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private async Task AssertFailsAsync(string folder, params string[] said)
    {
        await AssertFailsAsync(["establishments", "list"], folder, said);
        await AssertBeginningFailsAsync(folder, said);
    }

    private Task AssertBeginningFailsAsync(string folder, params string[] said) =>
        AssertFailsAsync(["users", "invite", "a@ch-a.example", "--role", "operator"], folder, said);

    private async Task AssertFailsAsync(string[] verb, string folder, string[] said)
    {
        var result = await _cli.RunBareAsync([.. verb, "--data", folder]);

        Assert.Equal(1, result.Status);
        Assert.Empty(result.Output);
        Assert.All(said, part => Assert.Contains(part, result.Error, StringComparison.Ordinal));
    }
}
