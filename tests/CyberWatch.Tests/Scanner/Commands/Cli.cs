using CyberWatch.Infra.Registry;
using CyberWatch.Scanner.Commands;
using CyberWatch.Tests.Infra.Registry.Import;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>The command line in a folder of its own, as the shell would see it.</summary>
internal sealed class Cli : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cyberwatch-").FullName;

    public Cli() => Registry = new TestRegistry(DataFolder);

    public string DataFolder => Path.Combine(_root, "data");
    public TestRegistry Registry { get; }
    public Action<IServiceCollection>? Substitutes { get; init; }

    public string FileOf(string name, string content)
    {
        var path = Path.Combine(_root, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Adds <c>--data</c> with the folder of this instance, and where its registry is.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) =>
        RunBareAsync([.. arguments, "--data", DataFolder, .. Registry.Arguments]);

    public async Task<CliResult> RunBareAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var status = await CommandLine.RunAsync(arguments, output, error, Substitutes, TestContext.Current.CancellationToken);
        return new CliResult(status, output.ToString(), error.ToString());
    }

    /// <summary>A registry with nothing in it: verbs that read make none.</summary>
    public Task BeginAsync() => RunAsync("registry", "migrate");

    /// <summary>A register with these sites, as <see cref="RegisterFile.Site"/> makes them.</summary>
    public Task RegisterAsync(params string[] sites) =>
        RunAsync("import", "establishments", FileOf("register.csv", RegisterFile.Csv("2026-05-12", sites)));

    /// <summary>The registry that the verbs of this instance use. It is there once <see cref="BeginAsync"/> or an import has run.</summary>
    public RegistryContext OpenRegistry() => Registry.CreateDbContext();

    public void Dispose()
    {
        Registry.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}

internal sealed record CliResult(int Status, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
