using System.Diagnostics;
using System.Text;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>A worker as the system starts it: <c>cyberwatch serve</c> in a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    public WorkerProcess(string data, params string[] options)
        : this([], data, options) { }

    /// <param name="within">What stands before the program: <c>ip netns exec NAME</c>, or nothing.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="options">Settings.</param>
    public WorkerProcess(string[] within, string data, string[] options)
    {
        string[] always =
        [
            "--Scanner:AllowSpecialRanges:0=127.0.0.0/8",
            "--Scanner:AllowSpecialRanges:1=203.0.113.0/24",
            "--Scanner:Resolvers:0=127.0.77.53:9",
            "--Scanner:Lease=00:00:15",
            "--Scanner:Rates:PerAddress=20000",
            "--Scanner:Rates:PerEstablishment=20000",
            "--Findings:Period=00:00:00.2",
        ];
        var program = Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll");
        string[] line = [.. within, "dotnet", program, "serve", "--data", data, .. always, .. options];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(line[0], line[1..])
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

    /// <summary>Sends a signal by its name: STOP, CONT, TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public Task EndAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>SIGKILL: nothing is flushed, nothing given back.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: false);
        _process.WaitForExit();
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
