using CliWrap;
using CliWrap.Buffered;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>A slip of the pen in an option is told, never left without effect.</summary>
public sealed class UnknownSettingTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task An_argument_that_sets_nothing_is_bad_input_and_named()
    {
        var result = await _cli.RunAsync("establishments", "list", "--Scaner:Dns:Tries=1");

        Assert.Equal(2, result.Status);
        Assert.Contains(
            "--Scaner:Dns:Tries: There is no such option. The nearest is Scanner:Dns:Tries",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(_cli.DataFolder));
    }

    [Fact]
    public async Task Every_key_of_the_file_that_sets_nothing_is_named_at_once()
    {
        var file = _cli.FileOf(
            "mine.json",
            """{ "Scanner": { "Dns": { "Tris": 2 }, "Resolvers": "192.0.2.53", "ExtraRoots": [] }, "Scaner": {}, "Logging": { "LogLevel": {} } }"""
        );

        var result = await _cli.RunAsync("establishments", "list", "--config", file);

        Assert.Equal(2, result.Status);
        Assert.Contains("mine.json, Scanner:Dns:Tris: There is no such option", result.Error, StringComparison.Ordinal);
        Assert.Contains("mine.json, Scanner:Resolvers: This is a list", result.Error, StringComparison.Ordinal);
        Assert.Contains("mine.json, Scaner: There is no such option", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_file_of_the_data_folder_is_read_as_strictly()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        await File.WriteAllTextAsync(
            Path.Combine(_cli.DataFolder, "cyberwatch.json"),
            """{ "Registry": { "WarnAfterDay": 30 } }""",
            TestContext.Current.CancellationToken
        );

        var result = await _cli.RunAsync("establishments", "list");

        Assert.Equal(2, result.Status);
        Assert.Contains("cyberwatch.json, Registry:WarnAfterDay: ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>In a process of its own: the environment is one for all tests.</summary>
    [Theory]
    [InlineData("CyberWatch.Scanner.dll", "establishments", "list")]
    [InlineData("CyberWatch.Dashboard.dll")]
    public async Task A_variable_that_sets_nothing_is_bad_input_for_each_program(string program, params string[] arguments)
    {
        var run = await Program(program, arguments)
            .WithEnvironmentVariables(set => set.Set("CYBERWATCH_Scaner__Dns__Tries", "1"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("CYBERWATCH_Scaner__Dns__Tries: There is no such option", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Dashbord:Listen=http://localhost:5080", "The nearest is Dashboard:Listen")]
    [InlineData("--Dashboard:SessionMinutes=0", "Dashboard:SessionMinutes must be between 1 and 1440.")]
    [InlineData("--Dashboard:Listen=http://localhost:1x", "Dashboard:Listen is not an address")]
    [InlineData("--port=80", "--port=80: the dashboard takes --data DIR")]
    [InlineData("--config=/nowhere/cyberwatch.json", "/nowhere/cyberwatch.json")]
    public async Task The_dashboard_refuses_what_it_cannot_use_in_a_sentence(string argument, string said)
    {
        var run = await Program("CyberWatch.Dashboard.dll", argument).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError + run.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("DataAnnotation", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_says_what_it_takes()
    {
        var run = await Program("CyberWatch.Dashboard.dll", "--help").ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        Assert.StartsWith("CyberWatch.Dashboard: the pages of CyberWatch.", run.StandardOutput, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Command Program(string program, params string[] arguments) =>
        CliWrap
            .Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, program), .. arguments, "--data", _cli.DataFolder])
            .WithValidation(CommandResultValidation.None);
}
