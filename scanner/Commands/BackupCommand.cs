using System.CommandLine;
using System.Data.Common;
using CyberWatch.Infra.Backup;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>backup</c> and <c>restore</c>: all that must not be lost, into a folder and out of it.</summary>
internal static class BackupCommand
{
    private const long Megabyte = 1_000_000;

    public static Command Create(CommandFrame frame) =>
        Verb(
            frame,
            "backup",
            "Copies registry, findings, schedule and options into a folder, while worker and dashboard run.",
            "A folder that is not there yet.",
            MakeAsync
        );

    public static Command CreateRestore(CommandFrame frame) =>
        Verb(
            frame,
            "restore",
            "Puts a backup into a data folder that holds nothing yet (--data DIR).",
            "A folder that 'backup' has made.",
            RestoreAsync
        );

    private static Command Verb(
        CommandFrame frame,
        string name,
        string does,
        string which,
        Func<CommandContext, string, CancellationToken, Task<int>> run
    )
    {
        var folder = new Argument<string>("DIR") { Description = which };
        var command = new Command(name, does) { folder };
        frame.Handle(
            command,
            (context, cancellationToken) => run(context, context.Parse.GetRequiredValue(folder), cancellationToken)
        );
        return command;
    }

    private static async Task<int> MakeAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        var services = Open(context);
        if (services.GetRequiredService<RegistryPresence>().WhyNone() is { } sentence)
            throw new IOException(sentence);
        var written = await services.GetRequiredService<DataBackup>().MakeAsync(folder, cancellationToken);
        await KeepAsync(context, services, "backup-made", folder, cancellationToken);
        context.Output.Result(
            $"{Path.GetFullPath(folder)} holds {Math.Max(1, written / Megabyte)} MB. It holds keys and accounts: keep it as safe as the data."
        );
        return ExitStatus.Done;
    }

    private static async Task<int> RestoreAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        var services = Open(context);
        var made = await services.GetRequiredService<DataRestore>().RunAsync(folder, cancellationToken);
        await KeepAsync(context, services, "backup-restored", folder, cancellationToken);
        context.Output.Result(
            $"Restored as of {made:yyyy-MM-dd HH:mm:ss} UTC. Letters that were unsent then are held once the worker starts: 'letters list', then 'letters release' or 'letters drop'."
        );
        return ExitStatus.Done;
    }

    /// <summary>What was done is done, also where the registry takes no entry: one that was moved away, or that is older than its tables of now.</summary>
    private static async Task KeepAsync(
        CommandContext context,
        IServiceProvider services,
        string action,
        string folder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var trail = services.GetRequiredService<AuditTrail>();
            await trail.AddAsync(AuditActors.CommandLine, action, Path.GetFullPath(folder), detail: null, cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            context.Output.Note($"The audit trail could not be told of it: {(fault.InnerException ?? fault).Message}");
        }
    }

    // a registry that is not there is not made, and one that is older is copied as it is
    private static IServiceProvider Open(CommandContext context) =>
        context.Build(
            (all, configuration) =>
                all.AddOptionsSection<FindingIndexOptions>(configuration)
                    .AddOptionsSection<ScheduleStoreOptions>(configuration)
                    .AddSingleton(provider => provider.GetRequiredService<IOptions<RegistryOptions>>().Value)
                    .AddSingleton(provider => provider.GetRequiredService<IOptions<FindingIndexOptions>>().Value)
                    .AddSingleton(provider => provider.GetRequiredService<IOptions<ScheduleStoreOptions>>().Value)
                    .AddSingleton<DataBackup>()
                    .AddSingleton<DataRestore>()
        );
}
