using System.Diagnostics;
using System.Globalization;
using System.Net;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Benchmarks;

/// <summary>
/// Our wire client against Debian's dnsperf and against DnsClient: the same names, the same server on loopback, the same run, in turn and
/// three times each. Needs nsd and dnsperf (infra/bench installs them).
/// </summary>
internal static class DnsBench
{
    private const int Names = 200_000;
    private const int NamesForDnsClient = 40_000;
    private const int Rounds = 3;

    public static async Task RunAsync(string[] args)
    {
        using var server = await NsdServer.StartAsync(Names);
        var names = server.Names;
        var ours = new List<DnsRun>();
        var dnsperf = new List<DnsRun>();
        var library = new List<DnsRun>();
        for (var round = 0; round < Rounds; round++)
        {
            dnsperf.Add(await DnsperfRun.MeasureAsync(server));
            ours.Add(await WireAsync(server.EndPoint, names));
            library.Add(await DnsClientAsync(server.EndPoint, [.. names.Take(NamesForDnsClient)]));
        }

        var (o, d, l) = (DnsRun.Median(ours), DnsRun.Median(dnsperf), DnsRun.Median(library));
        Print("dnsperf", d);
        Print("CyberWatch wire client", o);
        Print("DnsClient", l);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ratio to dnsperf: {o.PerSecond / d.PerSecond:0.00} of its questions/s, {o.CpuMicroseconds / d.CpuMicroseconds:0.00} x its CPU; ratio to DnsClient: {o.PerSecond / l.PerSecond:0.0} x its questions/s, {o.CpuMicroseconds / l.CpuMicroseconds:0.00} x its CPU"
            )
        );
    }

    private static async Task<DnsRun> WireAsync(IPEndPoint server, IReadOnlyList<string> names)
    {
        using var client = new WireClient(new ResolverDialer([server]), new DnsOptions(), TimeProvider.System);
        var target = new Target(server.Address, server.Port);
        return await MeasureAsync(
            names,
            async name =>
                await client.AskAsync(target, new DnsQuestion(name, RecordType.A), Purpose.NameServer, CancellationToken.None)
                is DnsAnswer.Reply
        );
    }

    private static async Task<DnsRun> DnsClientAsync(IPEndPoint server, IReadOnlyList<string> names)
    {
        using var resolver = new Resolver([server], new DnsOptions(), TimeProvider.System);
        return await MeasureAsync(
            names,
            async name => await resolver.AskAsync(name, RecordType.A, CancellationToken.None) is DnsAnswer.Reply
        );
    }

    // two hundred askers, each with one question at a time, as many as our client lets out at once
    private static async Task<DnsRun> MeasureAsync(IReadOnlyList<string> names, Func<string, Task<bool>> ask)
    {
        var (next, lost) = (-1, 0);
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var i = Interlocked.Increment(ref next); i < names.Count; i = Interlocked.Increment(ref next))
                        {
                            if (!await ask(names[i]))
                            {
                                Interlocked.Increment(ref lost);
                            }
                        }
                    })
                )
        );
        watch.Stop();
        process.Refresh();
        return new DnsRun(names.Count, lost, watch.Elapsed, process.TotalProcessorTime - cpu);
    }

    private static void Print(string who, DnsRun run) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{who}: {run.PerSecond:0} questions/s, {run.CpuMicroseconds:0.0} us CPU a question, {run.Lost} lost of {run.Questions}"
            )
        );
}

/// <summary>One measured run.</summary>
internal sealed record DnsRun(int Questions, int Lost, TimeSpan Wall, TimeSpan Cpu)
{
    public double PerSecond => Questions / Wall.TotalSeconds;
    public double CpuMicroseconds => Cpu.TotalMicroseconds / Questions;

    public static DnsRun Median(IEnumerable<DnsRun> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(runs.Count() / 2);
}
