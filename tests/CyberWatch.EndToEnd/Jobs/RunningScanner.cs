using System.Diagnostics;
using System.Text;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>The command line in a process of its own that goes on, with what it says meanwhile. Ended at the latest when it is disposed.</summary>
internal class RunningScanner : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    /// <param name="within">What stands before the program: <c>ip netns exec NAME</c>, or nothing.</param>
    /// <param name="arguments">The verb and what belongs to it.</param>
    public RunningScanner(string[] within, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll");
        string[] command = [.. within, "dotnet", program, .. arguments];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote so far; tells why when a test waits in vain.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public int Id => _process.Id;

    /// <summary>Waits for its end; one that takes longer is a failure that tells what it said.</summary>
    public async Task EndAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(longest, cancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It had not ended after {longest}: {Said}");
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing given back.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: false);
        _process.WaitForExit();
    }

    /// <summary>The same, where it must not have come to its end.</summary>
    public void KillMidway()
    {
        Assert.False(_process.HasExited, $"It was done before it could be killed: {Said}");
        Kill();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }
}
