using System.Diagnostics;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>A worker as the system starts it: <c>cyberwatch serve</c>.</summary>
/// <param name="within">What stands before the program: <c>ip netns exec NAME</c>, or nothing.</param>
/// <param name="data">The data folder.</param>
/// <param name="options">Settings.</param>
internal sealed class WorkerProcess(string[] within, string data, string[] options)
    : RunningScanner(within, ["serve", "--data", data, .. Always, .. options])
{
    /// <summary>How long it may act without a renewal.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>What each worker of these tests is told.</summary>
    public static readonly string[] Always =
    [
        "--Scanner:AllowSpecialRanges:0=127.0.0.0/8",
        "--Scanner:AllowSpecialRanges:1=203.0.113.0/24",
        "--Scanner:Resolvers:0=127.0.77.53:9",
        $"--Scanner:Lease={Lease}",
        "--Scanner:Rates:PerAddress=20000",
        "--Scanner:Rates:PerEstablishment=20000",
        "--Findings:Period=00:00:00.2",
    ];

    public WorkerProcess(string data, params string[] options)
        : this([], data, options) { }

    /// <summary>Sends a signal by its name: STOP, CONT, TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
