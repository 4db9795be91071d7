using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Quartz;

namespace CyberWatch.Tests.Scanner.Jobs;

/// <summary>Quartz itself fires what plans the letters, out of a real store.</summary>
public sealed class LetterScheduleTests : RegistryTest
{
    private static readonly TimeSpan Missed = TimeSpan.FromHours(3);
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero);

    protected override async Task FillAsync()
    {
        await Data.AddAsync(
            TemporaryData.Hospital(),
            MandateSeed.Of(),
            new Contact
            {
                Finess = "990000001",
                Email = "rssi@ch-bezac.example",
                Name = "RSSI",
                Role = ContactRole.Rssi,
                Language = "fr",
                Detail = DetailLevel.Full,
            }
        );
    }

    [Fact]
    public async Task Each_zone_has_its_Monday_morning()
    {
        await using var worker = Worker();

        await worker.GetRequiredService<LetterSchedule>().RunAsync(Token);

        var paris = TimeZoneInfo.ConvertTime(await NextAsync(worker), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        Assert.Equal((DayOfWeek.Monday, new TimeSpan(7, 30, 0)), (paris.DayOfWeek, paris.TimeOfDay));
    }

    [Fact]
    public async Task A_Monday_that_passed_while_no_worker_ran_is_made_up_for_once_when_one_is_back()
    {
        await using (var before = Worker())
            await before.GetRequiredService<LetterSchedule>().RunAsync(Token);
        await MissAsync(TimeProvider.System);

        await using var back = Worker();
        await back.GetRequiredService<LetterSchedule>().RunAsync(Token);
        var scheduler = await back.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        await scheduler.Start(Token);
        await Eventually.TrueAsync(() => Letters().Count > 0, seconds: 90);
        await scheduler.Shutdown(waitForJobsToComplete: true, Token);

        var letter = Assert.Single(Letters());
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var week = ReportedWeek.LastOver(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), paris));
        Assert.Equal(("rssi@ch-bezac.example", week.ToString()), (letter.Recipient, letter.Edition!.Period));
    }

    /// <summary>A worker that ran while its clock was years ahead has put the next firing years ahead too.</summary>
    [Fact]
    public async Task A_firing_that_a_wrong_clock_put_years_ahead_is_put_back()
    {
        await using var worker = Worker();
        var letters = worker.GetRequiredService<LetterSchedule>();
        await letters.RunAsync(Token);
        var right = await NextAsync(worker);
        await PutNextAsync(TimeProvider.System.GetUtcNow().AddYears(4));

        await letters.RunAsync(Token);

        Assert.Equal(right, await NextAsync(worker));
    }

    /// <summary>Fired at half past seven, and the clock was set back in the same breath.</summary>
    /// <param name="early">Milliseconds by which timers are over before the clock has come so far.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_clock_that_was_set_back_since_the_firing_costs_no_letter(int early)
    {
        var clock = new ShiftedClock(HalfPastSeven.AddHours(-1)) { Early = TimeSpan.FromMilliseconds(early) };
        await using (var before = Worker(clock))
            await before.GetRequiredService<LetterSchedule>().RunAsync(Token);
        await MissAsync(clock);

        await using var worker = Worker(clock);
        var scheduler = await worker.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        clock.Shift(HalfPastSeven.AddSeconds(-2) - clock.GetUtcNow());
        await scheduler.Start(Token);
        await Eventually.TrueAsync(() => Letters().Count > 0, seconds: 90);
        await scheduler.Shutdown(waitForJobsToComplete: true, Token);

        Assert.Equal("2026-W47", Assert.Single(Letters()).Edition!.Period);
    }

    private List<Letter> Letters()
    {
        using var context = Data.CreateDbContext();
        return [.. context.Letters.AsNoTracking().Include(row => row.Edition)];
    }

    private static async Task<DateTimeOffset> NextAsync(ServiceProvider worker)
    {
        var scheduler = await worker.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        return (await scheduler.GetTrigger(new TriggerKey("Europe/Paris", "letters"), Token))!.NextFireTimeUtc!.Value;
    }

    /// <summary>The store as it stands when nobody ran for some hours: the next firing lies in the past.</summary>
    private Task MissAsync(TimeProvider clock) => PutNextAsync(clock.GetUtcNow() - Missed);

    private async Task PutNextAsync(DateTimeOffset due)
    {
        await using var connection = new SqliteConnection($"Data Source={Data.Folder.Schedule}");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = $due WHERE TRIGGER_GROUP = 'letters'";
        command.Parameters.AddWithValue("$due", due.UtcTicks);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    private ServiceProvider Worker() => Worker(TimeProvider.System);

    private ServiceProvider Worker(TimeProvider clock)
    {
        var configuration = new ConfigurationManager { ["Data:Folder"] = Data.Path };
        configuration.AddInMemoryCollection(Data.Registry.Settings);
        var services = new ServiceCollection().AddLogging().AddSingleton(clock);
        services.AddSingleton<IEditionComposer>(new PlainEditions(clock)).AddSingleton<ILetterRenderer>(new PlainLetters());
        CyberWatch.Infra.InfraRegistration.AddRegistry(services, configuration);
        services.AddMailDelivery(configuration);
        return services
            .AddScheduleStore(new ScheduleStoreOptions(), Data.Folder, 1)
            .AddSingleton<LetterSchedule>()
            .BuildServiceProvider();
    }
}
