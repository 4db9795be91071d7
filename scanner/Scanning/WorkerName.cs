namespace CyberWatch.Scanner.Scanning;

/// <summary>By what name this process owns scans: that of the worker, and a part that no other process has.</summary>
internal sealed record WorkerName(string Value)
{
    public static WorkerName Of(ScanningOptions options) =>
        new($"{(options.Worker.Length > 0 ? options.Worker : Environment.MachineName)}/{Environment.ProcessId}");
}
