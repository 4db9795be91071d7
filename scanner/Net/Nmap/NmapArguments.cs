using System.Globalization;
using System.Net.Sockets;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>The arguments of our three kinds of run, without addresses and output.</summary>
internal static class NmapArguments
{
    /// <summary>Between nmap's own limit for a host and the moment at which it is killed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // above this, a host that drops everything is asked no faster, whatever the limits allow
    private const int FastestDropped = 5_000;
    private const string SweepPorts =
        "21,22,23,25,53,80,110,143,389,443,445,587,636,993,995,1723,3306,3389,4443,5060,5900,8000,8080,8443,9443,10443";

    /// <param name="RawSockets">A SYN scan is possible.</param>
    /// <param name="Family">v4 or v6.</param>
    /// <param name="Rate">Packets a second at most.</param>
    /// <param name="Limit">Time for the host.</param>
    public sealed record Conditions(bool RawSockets, AddressFamily Family, int Rate, TimeSpan Limit);

    public static IReadOnlyList<string> Ports(Conditions conditions) =>
        [
            .. Common(conditions),
            "-Pn",
            conditions.RawSockets ? "-sS" : "-sT",
            "-p",
            "1-65535",
            "--max-rate",
            Text(conditions.Rate),
            "--min-rate",
            Text(Math.Min(conditions.Rate, FastestDropped)),
            "--max-retries",
            "1",
            "--initial-rtt-timeout",
            "300ms",
            "--max-rtt-timeout",
            "1500ms",
            .. HostTimeout(conditions),
        ];

    public static IReadOnlyList<string> Services(Conditions conditions, IReadOnlyList<int> ports) =>
        [
            .. Common(conditions),
            "-Pn",
            conditions.RawSockets ? "-sS" : "-sT",
            "-sV",
            "--version-intensity",
            "1",
            "-p",
            string.Join(',', ports.Select(Text)),
            "--max-rate",
            Text(conditions.Rate),
            .. HostTimeout(conditions),
        ];

    /// <summary>Only which addresses answer: a ping, or a connection begun to one of the usual ports.</summary>
    public static IReadOnlyList<string> Sweep(Conditions conditions) =>
        [
            .. Common(conditions),
            "-sn",
            .. conditions.RawSockets ? ["-PE", "-PA80,443"] : Array.Empty<string>(),
            $"-PS{SweepPorts}",
            "--max-retries",
            "1",
            "--max-rate",
            Text(conditions.Rate),
        ];

    private static IEnumerable<string> Common(Conditions conditions)
    {
        // no name is looked up; one host after the other, so that each is written when it is done
        yield return "-n";
        if (conditions.Family == AddressFamily.InterNetworkV6)
            yield return "-6";

        yield return conditions.RawSockets ? "--privileged" : "--unprivileged";
        yield return "--stats-every";
        yield return "1s";
    }

    private static IEnumerable<string> HostTimeout(Conditions conditions) =>
        [
            "--max-hostgroup",
            "1",
            "--host-timeout",
            string.Create(CultureInfo.InvariantCulture, $"{conditions.Limit.TotalSeconds:0}s"),
        ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
