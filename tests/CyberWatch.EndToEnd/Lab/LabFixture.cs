using CliWrap;
using CliWrap.Buffered;
using CyberWatch.Tests.Support;

[assembly: AssemblyFixture(typeof(CyberWatch.EndToEnd.Lab.LabFixture))]

namespace CyberWatch.EndToEnd.Lab;

/// <summary>
/// The hospitals of infra/lab for all tests of this assembly: started when the first test asks for them, stopped at the end when it was this run
/// that started them. Where they cannot be (no root), every test that asks is skipped with the reason.
/// </summary>
public sealed class LabFixture : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "infra", "lab", "lab");
    private readonly SemaphoreSlim _once = new(1, 1);
    private LabSettings? _settings;
    private bool _startedHere;

    /// <summary>Skips the test where the lab cannot be; otherwise the lab runs when this returns.</summary>
    public async Task<LabSettings> StartedAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the lab is made of Linux network namespaces");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "the lab needs root");
        await _once.WaitAsync(cancellationToken);
        try
        {
            return _settings ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Runs a program where the scanner stands: the lab's addresses exist only there.</summary>
    public static Command Inside(string program, params string[] arguments) =>
        Cli.Wrap(Script).WithArguments(["exec", program, .. arguments]).WithWorkingDirectory(Repository.Root);

    /// <summary>Pulls the scanner's cable, until what is returned is disposed.</summary>
    public static async Task<IAsyncDisposable> CutAsync(CancellationToken cancellationToken)
    {
        await RunAsync("cut", cancellationToken);
        return new Mending();
    }

    public async ValueTask DisposeAsync()
    {
        _once.Dispose();
        if (_startedHere)
            await RunAsync("stop", CancellationToken.None);
    }

    private async Task<LabSettings> StartAsync(CancellationToken cancellationToken)
    {
        var status = await Cli.Wrap(Script)
            .WithArguments("status")
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        if (!status.IsSuccess)
        {
            await RunAsync("start", cancellationToken);
            _startedHere = true;
        }

        return LabSettings.Parse(await RunAsync("env", cancellationToken));
    }

    private static async Task<string> RunAsync(string verb, CancellationToken cancellationToken)
    {
        var run = await Cli.Wrap(Script)
            .WithArguments(verb)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        return run.IsSuccess
            ? run.StandardOutput
            : throw new InvalidOperationException($"infra/lab/lab {verb} failed: {run.StandardError}");
    }

    private sealed class Mending : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await RunAsync("mend", CancellationToken.None);
    }
}
