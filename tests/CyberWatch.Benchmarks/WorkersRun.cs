using System.Diagnostics;
using System.Globalization;
using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>
/// Scans an hour with one, two and four workers over one registry, where scans wait on the network: each establishment has one service, which
/// speaks after some seconds.
/// </summary>
internal static class WorkersRun
{
    private const int Establishments = 48;
    private const int Parallel = 4;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Options =
    [
        "--Scanner:AllowSpecialRanges:0=127.0.0.0/8",
        "--Scanner:Resolvers:0=127.0.88.253:9",
        $"--Scanner:ParallelScans={Parallel}",
    ];

    /// <param name="folder">For the data of the workers.</param>
    /// <param name="postgres">Null: over a file.</param>
    public static async Task<string> MeasureAsync(string folder, PostgresProcess? postgres)
    {
        await using var server = new LoopbackServer(GreetAsync, IPAddress.Any);
        var rates = new List<(int Workers, double AnHour, string Again)>();
        foreach (var workers in (int[])[1, 2, 4])
        {
            var data = Directory
                .CreateDirectory(Path.Combine(folder, $"{workers}-{(postgres is null ? "file" : "server")}"))
                .FullName;
            using var registry = postgres is null
                ? new BenchRegistry(Path.Combine(data, "registry.db"))
                : new BenchRegistry(postgres, $"workers_{workers}");
            var rate = await AnHourAsync(registry, data, workers, server.Port);
            rates.Add((workers, rate, postgres is null ? "" : await SpoiltAsync(registry)));
        }
        var said = rates.Select(rate =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rate.Workers} worker(s) {rate.AnHour:0} ({rate.AnHour / rates[0].AnHour:0.00} ×{rate.Again})"
            )
        );
        return $"schedule: scans an hour over {(postgres is null ? "a file" : "PostgreSQL")}, {Parallel} at a time a worker, each waiting {Silence.TotalSeconds:0} s for its service: {string.Join(", ", said)} (aim: 1.8 × for 2)";
    }

    private static async Task<double> AnHourAsync(BenchRegistry registry, string data, int workers, int port)
    {
        await FillAsync(registry, port);
        var settings = registry.Settings.Append("--data").Append(data).ToList();
        if (registry.Settings.Count > 0)
        {
            using var migration = Start([.. settings.Prepend("migrate").Prepend("registry")]);
            await migration.WaitForExitAsync();
        }
        var processes = Enumerable.Range(0, workers).Select(_ => Start([.. settings.Prepend("serve"), .. Options])).ToList();
        try
        {
            return Establishments / (await LastedAsync(registry)).TotalHours;
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }
        }
    }

    private static async Task FillAsync(BenchRegistry registry, int port)
    {
        await using var context = registry.CreateDbContext();
        await context.Database.MigrateAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 1; number <= Establishments; number++)
        {
            var finess = string.Create(CultureInfo.InvariantCulture, $"9900{number:00000}");
            var address = string.Create(CultureInfo.InvariantCulture, $"127.0.88.{number}");
            context.AddRange(
                new Establishment
                {
                    Finess = finess,
                    Name = "Établissement",
                    InService = true,
                },
                MandateSeed.Of(finess),
                new PerimeterEntry
                {
                    Finess = finess,
                    Kind = PerimeterKind.Range,
                    Value = $"{address}/32",
                    Source = "bench",
                },
                new KnownAsset
                {
                    Finess = finess,
                    Key = string.Create(CultureInfo.InvariantCulture, $"tcp:{address}:{port}"),
                    FirstSeen = now,
                    LastSeen = now,
                },
                ScanOrder.OnRequest(finess, ScanKind.Light, finess, now).ToRow(now)
            );
        }
        await context.SaveChangesAsync();
    }

    private static async Task<TimeSpan> LastedAsync(BenchRegistry registry)
    {
        while (true)
        {
            await using var context = registry.CreateDbContext();
            var rows = await context.Scans.AsNoTracking().ToListAsync();
            if (rows.TrueForAll(row => row.State is ScanState.Done or ScanState.Failed))
                return rows.Max(row => row.EndedAt)!.Value - rows.Min(row => row.StartedAt)!.Value;
            await Task.Delay(Look);
        }
    }

    /// <summary>How many of a hundred were rolled back: other writers came between, and they were done again.</summary>
    private static async Task<string> SpoiltAsync(BenchRegistry registry)
    {
        await using var context = registry.CreateDbContext();
        var share = await context
            .Database.SqlQueryRaw<double>(
                "select 100.0 * xact_rollback / (xact_commit + xact_rollback) as \"Value\" from pg_stat_database where datname = current_database()"
            )
            .SingleAsync();
        return string.Create(CultureInfo.InvariantCulture, $", {share:0.0} % of transactions spoilt");
    }

    private static async Task GreetAsync(Stream stream, CancellationToken end)
    {
        await Task.Delay(Silence, end);
        await stream.WriteAsync("220 ready\r\n"u8.ToArray(), end);
        await LoopbackServer.UntilClosedAsync(stream);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var line = arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll"));
        var process = Process.Start(
            new ProcessStartInfo("dotnet", line) { UseShellExecute = false, RedirectStandardOutput = true }
        )!;
        // what nobody reads would stop it
        process.BeginOutputReadLine();
        return process;
    }
}
