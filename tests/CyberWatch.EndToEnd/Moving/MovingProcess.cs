using System.Diagnostics;
using System.Text;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>The verb in a process that the test kills.</summary>
internal sealed class MovingProcess : IDisposable
{
    private readonly StringBuilder _said = new();
    private readonly Process _process;

    public MovingProcess(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments])
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

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL, in the middle of whatever it does.</summary>
    public void Kill()
    {
        Assert.False(_process.HasExited, $"It was done before it could be killed: {Said}");
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }
}
