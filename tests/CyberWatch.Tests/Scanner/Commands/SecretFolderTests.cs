using CliWrap;
using CliWrap.Buffered;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class SecretFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyberwatch-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_sets_the_option_of_its_name_and_a_variable_comes_before_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Registry__WarnAfterDays"), "0\n", Token);

        var fromFile = await RunAsync();
        var fromVariable = await RunAsync(("CYBERWATCH_Registry__WarnAfterDays", "30"));

        Assert.Equal((2, 0), (fromFile.ExitCode, fromVariable.ExitCode));
        Assert.Contains("Registry:WarnAfterDays", fromFile.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_sets_nothing_is_named_without_what_it_holds()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Mail__Pasword"), "s3cret", Token);

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "CYBERWATCH_SECRETS, Mail__Pasword: There is no such option. The nearest is Mail:Password",
            result.StandardError,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("s3cret", result.StandardError + result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said()
    {
        var result = await RunAsync(("CYBERWATCH_SECRETS", "/nonexistent/secrets"));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(
            "CYBERWATCH_SECRETS names /nonexistent/secrets, which is no folder",
            result.StandardError,
            StringComparison.Ordinal
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // a process of its own: variables are of the process
    private async Task<BufferedCommandResult> RunAsync(params (string Name, string Value)[] variables) =>
        await CliWrap
            .Cli.Wrap("dotnet")
            .WithArguments([
                Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll"),
                "registry",
                "migrate",
                "--data",
                Path.Combine(_folder.FullName, "data"),
            ])
            .WithEnvironmentVariables(set =>
            {
                set.Set("CYBERWATCH_SECRETS", _folder.FullName);
                foreach (var (name, value) in variables)
                    set.Set(name, value);
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Token);
}
