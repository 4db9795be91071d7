using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CyberWatch.Benchmarks;

/// <summary>Debian's dnsperf over the same names, with its own defaults for what is in flight; the shell counts its CPU.</summary>
internal static partial class DnsperfRun
{
    public static async Task<DnsRun> MeasureAsync(NsdServer server)
    {
        var ask = $"dnsperf -s {server.EndPoint.Address} -p {server.EndPoint.Port} -d {server.QueryFile} -n 1 -q 200";
        var start = new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT='cpu %U %S'; time {ask} 2>/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = Number(RunTime().Match(output), "value");
        var cpu = Cpu().Match(output);
        return new DnsRun(
            (int)Number(Sent().Match(output), "value"),
            (int)Number(Lost().Match(output), "value"),
            TimeSpan.FromSeconds(seconds),
            TimeSpan.FromSeconds(Number(cpu, "user") + Number(cpu, "system"))
        );
    }

    private static double Number(Match match, string group) =>
        match.Success
            ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("dnsperf did not print what this benchmark reads");

    [GeneratedRegex(@"Run time \(s\):\s+(?<value>[\d.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex RunTime();

    [GeneratedRegex(@"Queries sent:\s+(?<value>\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Sent();

    [GeneratedRegex(@"Queries lost:\s+(?<value>\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Lost();

    [GeneratedRegex(@"cpu (?<user>[\d.]+) (?<system>[\d.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Cpu();
}
