using System.Globalization;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Benchmarks;

/// <summary>
/// The schedule of 40,000 establishments. Ours: one planner that looks each minute and puts rows. The peer: a trigger of Quartz for each establishment
/// and kind of scan, as the schedule was kept before, measured on fewer and said for as many.
/// </summary>
internal static class ScheduleBench
{
    private const int Establishments = 40_000;
    private const int WithTriggers = 1_000;
    private const int Turns = 30;
    private static readonly ScanTimes Night = new(new(20, 30), new(5, 30));

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-bench-");
        try
        {
            if (args is not ["workers"])
                await PlansAsync(folder.FullName);
            Say(await WorkersRun.MeasureAsync(folder.FullName, null));
            using var server = new PostgresProcess("");
            Say(await WorkersRun.MeasureAsync(folder.FullName, server));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PlansAsync(string folder)
    {
        using var registry = new BenchRegistry(Path.Combine(folder, "registry.db"));
        await FillAsync(registry);
        Say(await PlannerAsync(registry));
        Say(await TriggersAsync(folder));
    }

    private static async Task<string> PlannerAsync(BenchRegistry registry)
    {
        var clock = new Hands(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        var planner = new ScanPlanner(new RegistryWrites(registry, TimeProvider.System), registry, clock);
        var (whole, day) = await Timed.RunAsync(() => planner.PlanAsync(Night, clock.Now.AddDays(-1), CancellationToken.None));
        clock.Now = clock.Now.AddHours(9);
        var rows = 0;
        var (turns, _) = await Timed.RunAsync(async () =>
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                clock.Now = clock.Now.AddMinutes(1);
                rows += await planner.PlanAsync(Night, clock.Now.AddMinutes(-1), CancellationToken.None);
            }
            return rows;
        });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"schedule: {Establishments} establishments: a whole day planned at once, {day} rows, in {whole:0.0} s; minute by minute in the night {1_000 * turns / Turns:0} ms a turn with {rows / (double)Turns:0} rows each, {turns / Turns * 1_440:0} s a day; nothing to be kept beside the registry"
        );
    }

    private static async Task<string> TriggersAsync(string folder)
    {
        var data = new DataFolder(Options.Create(new DataOptions { Folder = folder }));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddScheduleStore(new ScheduleStoreOptions(), data, 1)
            .BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var (first, _) = await Timed.RunAsync(() => DeclareAsync(scheduler));
        var (again, _) = await Timed.RunAsync(() => DeclareAsync(scheduler));
        const double Times = Establishments / (double)WithTriggers;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"schedule: a trigger for each and kind, {WithTriggers} establishments: declared in {first:0.0} s, compared again in {again:0.0} s; for {Establishments} that would be {first * Times:0} s once and {again * Times:0} s each minute"
        );
    }

    private static async Task<int> DeclareAsync(IScheduler scheduler)
    {
        var declared = 0;
        for (var number = 0; number < WithTriggers; number++)
        {
            foreach (var kind in (ScanKind[])[ScanKind.Light, ScanKind.Full])
            {
                var place = Night.PlaceOf(FinessOf(number), kind);
                var name = $"{FinessOf(number)}|{kind}";
                var key = new TriggerKey(name, "scans");
                if (await scheduler.GetTrigger(key) is not null)
                    continue;
                var job = JobBuilder.Create().OfType<Nothing>().WithIdentity(name, "scans").RequestRecovery().Build();
                var cron = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{place.Time.Second} {place.Time.Minute} {place.Time.Hour} ? * {(place.Day is { } day ? (int)day + 1 : "*")}"
                );
                await scheduler.ScheduleJob(job, TriggerBuilder.Create().WithIdentity(key).WithCronSchedule(cron).Build());
                declared++;
            }
        }
        return declared;
    }

    private static async Task FillAsync(BenchRegistry registry)
    {
        await using (var context = registry.CreateDbContext())
            await context.Database.MigrateAsync();
        foreach (var some in Enumerable.Range(0, Establishments).Chunk(2_000))
        {
            await using var context = registry.CreateDbContext();
            foreach (var number in some)
            {
                context.Establishments.Add(
                    new Establishment
                    {
                        Finess = FinessOf(number),
                        Name = "Établissement",
                        InService = true,
                    }
                );
                context.Mandates.Add(MandateSeed.Of(FinessOf(number)));
            }
            await context.SaveChangesAsync();
        }
    }

    private static string FinessOf(int number) => string.Create(CultureInfo.InvariantCulture, $"99{number:0000000}");

    private static void Say(string line) => Console.WriteLine(line);

    /// <summary>A clock that the benchmark moves.</summary>
    private sealed class Hands(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Nothing : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;
    }
}
