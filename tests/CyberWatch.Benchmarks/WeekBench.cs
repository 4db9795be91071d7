using System.Diagnostics;
using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Infra.Schedule;
using CyberWatch.Scanner.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CyberWatch.Benchmarks;

/// <summary>
/// Memory of a worker over a week that passes in minutes: the real <c>serve</c> in this process, over a clock that is put on by an hour whenever
/// nothing is left to do. What is simulated: the hours in which nothing runs are left out, what Quartz would fire in them is called here, the
/// services are ours on loopback and in this process, and letters are written to files.
/// </summary>
internal static class WeekBench
{
    private const double Aim = 500;
    private const double Megabyte = 1 << 20;
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly ScanTimes Night = new(new(20, 30), new(5, 30));
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(string[] args)
    {
        var days = args is [var text] ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 7;
        var folder = Directory.CreateTempSubdirectory("cyberwatch-week-");
        using var registry = new BenchRegistry(Path.Combine(folder.FullName, "registry.db"));
        await using var sector = new WeekSector();
        await sector.FillAsync(registry, Monday);
        var clock = new WeekClock(Monday);
        using var stop = new CancellationTokenSource();
        IServiceProvider? services = null;
        var worker = CommandLine.RunAsync(
            ["serve", "--data", folder.FullName, .. WeekSector.Settings],
            TextWriter.Null,
            Console.Error,
            all =>
            {
                all.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock);
                all.AddHostedService(provider => new Opened(() => services = provider));
            },
            stop.Token
        );
        while (services is null && !worker.IsCompleted)
            await Task.Delay(Look);
        await DaysAsync(services ?? throw new InvalidOperationException("the worker did not start"), clock, sector, days);
        await stop.CancelAsync();
        await worker;
        folder.Delete(recursive: true);
    }

    private static async Task DaysAsync(IServiceProvider services, WeekClock clock, WeekSector sector, int days)
    {
        var began = Stopwatch.GetTimestamp();
        var samples = new List<(double Live, double Resident)>();
        for (var day = 1; day <= days; day++)
        {
            sector.Turn(day);
            for (var hour = 0; hour < 24; hour++)
            {
                clock.Shift(TimeSpan.FromHours(1));
                await HourAsync(services, clock);
            }
            samples.Add(await SampleAsync(services, day));
        }
        var (first, last) = (samples[0], samples[^1]);
        Say(
            $"week: {days} days in {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} min: live after a full collection {first.Live:0.0} MB on the first day, {last.Live:0.0} MB on the last; resident {first.Resident:0} and {last.Resident:0} MB, peak {Peak():0} MB (aim: < {Aim:0} MB, flat)"
        );
    }

    /// <summary>What Quartz fires, and then all that the worker does of itself, to the end.</summary>
    private static async Task HourAsync(IServiceProvider services, WeekClock clock)
    {
        var now = clock.GetUtcNow();
        await services.GetRequiredService<ScanPlanner>().PlanAsync(Night, now.AddHours(-1.5), CancellationToken.None);
        await services.GetRequiredService<LetterPlanner>().PlanDueAsync(Zone, CancellationToken.None);
        if (TimeZoneInfo.ConvertTime(now, Zone).Hour == 6)
            await services.GetRequiredService<StandingKeeper>().KeepZoneAsync(Zone.Id, CancellationToken.None);
        do await Task.Delay(Look);
        while (await IsBusyAsync(services, now));
    }

    private static async Task<bool> IsBusyAsync(IServiceProvider services, DateTimeOffset now)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync();
        return await context.Scans.AnyAsync(row =>
                row.State == ScanState.Running || (row.State == ScanState.Due && row.DueAt <= now)
            )
            || await context.Outbox.AnyAsync(row => row.DeliveredAt == null && row.Error == null)
            || await context.Letters.AnyAsync(row => row.State == LetterState.Planned);
    }

    private static async Task<(double Live, double Resident)> SampleAsync(IServiceProvider services, int day)
    {
        for (var turn = 0; turn < 2; turn++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }
        var live = GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
        var resident = Environment.WorkingSet / Megabyte;
        await using var context = await services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync();
        var (scans, findings) = (await context.Scans.CountAsync(row => row.EndedAt != null), await context.Outbox.CountAsync());
        var (alerts, letters) = (await context.AlertEvents.CountAsync(), await context.Letters.CountAsync());
        Say(
            $"week: day {day}: live {live:0.0} MB, resident {resident:0} MB; so far {scans} scans, {findings} documents, {alerts} steps of alerts, {letters} letters"
        );
        return (live, resident);
    }

    // kB, as Linux counts it
    private static double Peak() =>
        double.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(':', 'k')[
                1
            ],
            CultureInfo.InvariantCulture
        ) / 1_024;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tells that the worker has begun, and where its parts are.</summary>
    private sealed class Opened(Action tell) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            tell();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>The system's clock, put on.</summary>
    private sealed class WeekClock(DateTimeOffset start) : TimeProvider
    {
        private TimeSpan _by = start - System.GetUtcNow();

        public void Shift(TimeSpan by) => _by += by;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _by;
    }
}
