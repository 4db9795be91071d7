using CliWrap;
using CliWrap.Buffered;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Deploy;

/// <summary>The units of systemd, held against systemd itself, which need not run for that.</summary>
public sealed class UnitTests : IDisposable
{
    /// <summary>Of 100: no capability of its own, or one. Unhardened, a service gets 96.</summary>
    private const int MostExposed = 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyberwatch-units-");

    public static TheoryData<string> Units => ["cyberwatch-worker.service", "cyberwatch-dashboard.service"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Units))]
    public async Task Systemd_takes_the_unit_without_a_word(string name)
    {
        var result = await AnalyzeAsync("verify", await CopyAsync(name));

        Assert.Equal((0, ""), (result.ExitCode, result.StandardOutput + result.StandardError));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public async Task The_unit_is_exposed_no_more_than_it_needs(string name)
    {
        var result = await AnalyzeAsync("security", "--offline=yes", $"--threshold={MostExposed}", await CopyAsync(name));

        Assert.True(result.ExitCode == 0, result.StandardOutput);
    }

    [Fact]
    public async Task What_starts_the_worker_in_a_container_leaves_it_one_capability_that_its_programs_inherit()
    {
        var compose = await File.ReadAllLinesAsync(
            Path.Combine(Repository.Root, "infra", "deploy", "compose.raw.yaml"),
            TestContext.Current.CancellationToken
        );
        var entry = compose
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("- --", StringComparison.Ordinal))
            .Select(line => line[2..]);

        var result = await Cli.Wrap("setpriv")
            .WithArguments([.. entry, "sh", "-c", "id -u; grep -E 'Cap(Eff|Bnd|Amb)|NoNewPrivs' /proc/self/status"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        var netRaw = (1UL << 13).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            ["10001", $"CapEff:\t{netRaw}", $"CapBnd:\t{netRaw}", $"CapAmb:\t{netRaw}", "NoNewPrivs:\t1"],
            result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>With a program that is on every machine: where .NET lies differs.</summary>
    private async Task<string> CopyAsync(string name)
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "infra", "deploy", name),
            TestContext.Current.CancellationToken
        );
        var copy = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(
            copy,
            text.Replace("/usr/bin/dotnet", "/bin/sh", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        return copy;
    }

    private static async Task<BufferedCommandResult> AnalyzeAsync(params string[] arguments) =>
        await Cli.Wrap("systemd-analyze")
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
