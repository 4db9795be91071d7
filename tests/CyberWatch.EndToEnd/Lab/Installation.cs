using System.Text.Json;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Lab;

/// <summary>One installation of the product in a data folder of its own, whose command line runs inside the lab.</summary>
public sealed class Installation : IDisposable
{
    /// <summary>How far apart two looks lie here: long enough to be two, short enough to wait for.</summary>
    public static readonly TimeSpan SecondLookAfter = TimeSpan.FromSeconds(2);

    public static readonly string[] Hospitals = ["990000001", "990000002", "990000003"];

    private static readonly string[] Prefixes = ["203.0.113.0/24", "198.51.100.0/24", "2001:db8::/32"];

    private static readonly string Registry = Path.Combine(Repository.Root, "infra", "lab", "registry");
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll");

    private Installation(string data) => Data = data;

    public string Data { get; }

    /// <summary>A registry that holds the lab's hospitals, their perimeter, mandates and contacts.</summary>
    public static async Task<Installation> OfTheLabAsync(LabSettings lab, CancellationToken cancellationToken)
    {
        var installation = new Installation(Directory.CreateTempSubdirectory("cyberwatch-").FullName);
        await File.WriteAllTextAsync(Path.Combine(installation.Data, "cyberwatch.json"), Options(lab), cancellationToken);
        foreach (var (kind, file) in Imports)
            await installation.RunAsync(["import", kind, Path.Combine(Registry, file)], cancellationToken);

        return installation;
    }

    /// <summary>The command line's standard output. Throws with its standard error when the exit status is not 0.</summary>
    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string[] all = [.. arguments];
        var run = await Command(all).ExecuteBufferedAsync(cancellationToken);
        return run.IsSuccess
            ? run.StandardOutput
            : throw new InvalidOperationException(
                $"cyberwatch {string.Join(' ', all)}: {run.ExitCode}\n{run.StandardError}\n{run.StandardOutput}"
            );
    }

    /// <summary>The command line on this data, whatever its exit status will be.</summary>
    public Command Command(params string[] arguments) =>
        LabFixture.Inside("dotnet", [Program, .. arguments, "--data", Data]).WithValidation(CommandResultValidation.None);

    public async Task ScanAllAsync(CancellationToken cancellationToken)
    {
        foreach (var finess in Hospitals)
            await RunAsync(["scan", finess, "--kind", "full"], cancellationToken);
    }

    public async Task<IReadOnlyList<JsonObject>> AlertsAsync(CancellationToken cancellationToken)
    {
        var lines = await RunAsync(["alerts", "list", "--json"], cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);

    private static readonly (string Kind, string File)[] Imports =
    [
        ("establishments", "register.json"),
        ("perimeter", "perimeter.csv"),
        ("mandates", "mandates.csv"),
        ("contacts", "contacts.csv"),
    ];

    private static string Options(LabSettings lab) =>
        JsonSerializer.Serialize(
            new
            {
                Scanner = new
                {
                    Resolvers = new[] { lab.Resolver },
                    ExtraRoots = new[] { lab.Authority },
                    AllowSpecialRanges = Prefixes,
                    // a scan whose cable is pulled ends in the time of a test
                    Nmap = new { PortsTimeout = TimeSpan.FromSeconds(90) },
                    Rates = new
                    {
                        PerAddress = 10_000,
                        PerEstablishment = 80_000,
                        InAll = 80_000,
                    },
                },
                Probes = new { Dns = new { ForeignName = "a.root.example" } },
                Alerts = new { SecondLookAfter },
            }
        );
}
