using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Benchmarks;

/// <summary>Debian's nsd on a loopback address and a free port, with one zone of many names; a fifth of the names asked do not exist.</summary>
internal sealed class NsdServer : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private NsdServer(Process process, DirectoryInfo folder, IPEndPoint endPoint, IReadOnlyList<string> names)
    {
        (_process, _folder, EndPoint, Names) = (process, folder, endPoint, names);
        QueryFile = Path.Combine(folder.FullName, "queries");
    }

    public IPEndPoint EndPoint { get; }
    public IReadOnlyList<string> Names { get; }

    /// <summary>The same names as dnsperf reads them.</summary>
    public string QueryFile { get; }

    public static async Task<NsdServer> StartAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-nsd");
        var endPoint = new IPEndPoint(IPAddress.Parse("127.0.0.61"), FreePort());
        var names = Enumerable
            .Range(0, count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i % 5 == 4 ? "no" : "h")}{i}.bench.example"))
            .ToList();
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "queries"), names.Select(name => name + " A"));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "zone"), Zone(names));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nsd.conf"), Configuration(folder.FullName, endPoint));
        var process = Process.Start("nsd", ["-d", "-c", Path.Combine(folder.FullName, "nsd.conf")]);
        var server = new NsdServer(process, folder, endPoint, names);
        await server.ReadyAsync();
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Zone(IEnumerable<string> names) =>
        [
            "$ORIGIN bench.example.",
            "@ 300 SOA ns1 hostmaster 1 3600 900 604800 300",
            "@ 300 NS ns1",
            "ns1 300 A 127.0.0.61",
            .. names.Where(name => name.StartsWith('h')).Select(name => name + ". 300 A 127.0.0.62"),
        ];

    private static string Configuration(string folder, IPEndPoint endPoint) =>
        $"""
            server:
              ip-address: {endPoint.Address}@{endPoint.Port}
              server-count: 1
              username: ""
              zonesdir: "{folder}"
              database: ""
              pidfile: "{folder}/pid"
              xfrdfile: "{folder}/xfrd"
              zonelistfile: "{folder}/list"
              rrl-ratelimit: 0
            remote-control:
              control-enable: no
            zone:
              name: bench.example
              zonefile: zone
            """;

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task ReadyAsync()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(EndPoint);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("nsd did not start within ten seconds");
    }
}
