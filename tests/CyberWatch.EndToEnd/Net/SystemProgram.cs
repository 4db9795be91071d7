using System.Diagnostics;

namespace CyberWatch.EndToEnd.Net;

/// <summary>Programs of the system that build and watch networks.</summary>
internal static class SystemProgram
{
    /// <summary>To its end, which has to be a good one.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.StandardError.ReadToEnd()}");
    }

    public static Process Start(string program, string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
