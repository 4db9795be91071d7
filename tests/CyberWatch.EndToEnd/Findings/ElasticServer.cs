using CliWrap;
using CliWrap.Buffered;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>
/// One Elasticsearch, started by the script that <c>CYBERWATCH_TEST_ELASTICSEARCH</c> names a folder of, in a folder of its own, on a
/// free port; ended and deleted afterwards.
/// </summary>
internal sealed class ElasticServer : IAsyncDisposable
{
    public const string Variable = "CYBERWATCH_TEST_ELASTICSEARCH";
    private readonly string _script;

    private ElasticServer(string script, string folder, Uri address) => (_script, Folder, Address) = (script, folder, address);

    public static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    public Uri Address { get; }

    /// <summary>Its data, logs and ids of processes.</summary>
    public string Folder { get; }

    /// <summary>Skips the test when no Elasticsearch is named; where skipping is not allowed, fails it.</summary>
    public static void Need(bool own = false)
    {
        var reason =
            Named is null ? $"{Variable} names no Elasticsearch: a folder with a start script, or an address"
            : own && !Directory.Exists(Named) ? $"{Variable} is an address: this test starts servers of its own"
            : null;
        if (reason is null)
            return;
        Assert.False(
            Environment.GetEnvironmentVariable("CYBERWATCH_TEST_SKIP_IS_FAILURE") == "1",
            $"This may not be skipped here: {reason}"
        );
        Assert.Skip(reason);
    }

    /// <summary>The settings are variables of the start script, as <c>ES_PASSWORD</c>.</summary>
    public static async Task<ElasticServer> StartAsync(
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-elastic-").FullName;
        return new(Path.Combine(Named!, "stop"), folder, await RunAsync([folder], settings, cancellationToken));
    }

    /// <summary>SIGKILL, SIGSTOP and the like, to the server itself.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        var id = await File.ReadAllTextAsync(Path.Combine(Folder, "server.pid"), cancellationToken);
        await Cli.Wrap("kill").WithArguments(["-s", signal, id.Trim()]).ExecuteAsync(cancellationToken);
    }

    /// <summary>Starts it once more at the same address, after it was killed; with its data, or without.</summary>
    public async Task StartAgainAsync(bool empty, CancellationToken cancellationToken)
    {
        var launcher = await File.ReadAllTextAsync(Path.Combine(Folder, "pid"), cancellationToken);
        await Tests.Support.Eventually.TrueAsync(() => Task.FromResult(!Directory.Exists($"/proc/{launcher.Trim()}")));
        if (empty)
            Directory.Delete(Path.Combine(Folder, "data"), recursive: true);
        var port = Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await RunAsync([Folder, port], new Dictionary<string, string?>(), cancellationToken);
    }

    private static async Task<Uri> RunAsync(
        string[] arguments,
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellationToken
    )
    {
        var script = Path.Combine(Named!, "start");
        var run = await Cli.Wrap(script)
            .WithArguments(arguments)
            .WithEnvironmentVariables(settings)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        var ready = run.StandardOutput.Split('\n').FirstOrDefault(line => line.StartsWith("READY ", StringComparison.Ordinal));
        return ready is null
            ? throw new InvalidOperationException($"{script} failed: {run.StandardOutput} {run.StandardError}")
            : new Uri(ready["READY ".Length..].Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await Cli.Wrap(_script).WithArguments(Folder).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
