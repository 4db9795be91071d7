using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class CommandFrameTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task A_first_run_makes_the_data_folder_for_its_owner_alone()
    {
        var result = await _cli.RunAsync("registry", "migrate");

        Assert.Equal(0, result.Status);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_cli.DataFolder)
        );
        Assert.True(File.Exists(Path.Combine(_cli.DataFolder, "registry.db")));
    }

    [Theory]
    [InlineData("establishments", "list", "--al")]
    [InlineData("establishments")]
    [InlineData("no-such-verb")]
    [InlineData("establishments", "list", "--Data:Folder")]
    [InlineData("establishments", "list", "--config")]
    public async Task What_is_not_understood_is_bad_input_and_said(params string[] arguments)
    {
        var result = await _cli.RunBareAsync(arguments);

        Assert.Equal(2, result.Status);
        Assert.Empty(result.Output);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_that_is_not_there_is_the_only_fault()
    {
        var unknown = await _cli.RunBareAsync("no-such-verb");
        var none = await _cli.RunBareAsync();

        Assert.Equal(2, unknown.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("'no-such-verb'", unknown.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2), (none.Status, none.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Theory]
    [InlineData("  cyberwatch [command] [options]", "--help")]
    [InlineData("  cyberwatch scan <FINESS> [options]", "scan", "--help")]
    public async Task Help_names_the_command_as_it_is_called(string usage, params string[] arguments)
    {
        var result = await _cli.RunBareAsync(arguments);

        Assert.Equal(0, result.Status);
        Assert.Contains(usage, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CyberWatch.Scanner", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_options_that_is_not_there_or_not_json_is_bad_input()
    {
        var missing = await _cli.RunAsync("establishments", "list", "--config", "/nowhere/options.json");
        var broken = await _cli.RunAsync("establishments", "list", "--config", _cli.FileOf("options.json", "{ \"Data\": "));

        Assert.Equal(2, missing.Status);
        Assert.StartsWith(
            "--config /nowhere/options.json: there is no such file. Correct it, or leave it out",
            missing.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(2, broken.Status);
        Assert.Contains("options.json", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task An_argument_wins_over_the_file_and_the_file_over_the_default()
    {
        var other = Path.Combine(_cli.DataFolder, "other");
        var file = _cli.FileOf("options.json", $$"""{ "Data": { "Folder": "{{other}}" } }""");

        await _cli.RunBareAsync("registry", "migrate", "--config", file);
        await _cli.RunBareAsync("registry", "migrate", "--config", file, $"--Data:Folder={_cli.DataFolder}");

        Assert.True(File.Exists(Path.Combine(other, "registry.db")));
        Assert.True(File.Exists(Path.Combine(_cli.DataFolder, "registry.db")));
    }

    [Fact]
    public async Task Eight_first_runs_at_once_make_one_registry()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _cli.RunAsync("registry", "migrate")));

        Assert.All(runs, run => Assert.Equal(0, run.Status));
    }

    public void Dispose() => _cli.Dispose();
}
