using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Schedule;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Scanner.Scanning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>serve</c>: the worker. Runs until it is told to stop, and gives back what it was doing.</summary>
internal static class ServeCommand
{
    /// <summary>Quartz only puts rows; the scans themselves have their own limit.</summary>
    private const int Threads = 2;

    /// <summary>A worker that is told to stop has handed back everything within a minute.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(58);

    public static Command Create(CommandFrame frame)
    {
        var command = new Command("serve", "Runs the worker: schedules, scans, the finding index, letters.");
        frame.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var host = Build(context);
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        await host.Services.GetRequiredService<RegistryMigration>().RunAsync(cancellationToken);
        await host.Services.GetRequiredService<ScheduleReadiness>().RunAsync(cancellationToken);
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServeCommand));
        host.Services.GetRequiredService<DataFolder>().WarnIfOpen(logger);
        context.Output.Note("The worker is running; Ctrl-C stops it.");
        await host.RunAsync(cancellationToken);
        return ExitStatus.Done;
    }

    private static IHost Build(CommandContext context)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddCyberWatch(context.Settings);
        var configuration = builder.Configuration;
        AddLogs(builder);
        var data = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        var store = configuration.GetSection("Schedule").Get<ScheduleStoreOptions>() ?? new ScheduleStoreOptions();
        builder.Services.AddRegistry(configuration).AddSchedule(configuration);
        builder.Services.AddScheduleStore(store, new DataFolder(Options.Create(data)), Threads);
        builder.Services.AddScanning(configuration);
        builder.Services.AddMailDelivery(configuration);
        builder.Services.AddWorkerTelemetry(configuration);
        // at once: whoever waited for another's end would have no time left to hand back its scans
        builder.Services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (Longest, true));
        builder.Services.AddJobs(configuration).AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        context.Substitute(builder.Services);
        return builder.Build();
    }

    private static void AddLogs(HostApplicationBuilder builder) =>
        builder
            .Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning)
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddProgramLogs(builder.Configuration);
}
