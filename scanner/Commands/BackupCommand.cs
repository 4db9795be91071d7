using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Backup;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>backup</c> and <c>restore</c>: all that must not be lost, into a folder and out of it.</summary>
internal static class BackupCommand
{
    private const long Megabyte = 1_000_000;

    public static Command Create(CommandFrame frame)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder that is not there yet." };
        var command = new Command(
            "backup",
            "Copies registry, findings, schedule and options into a folder, while worker and dashboard run."
        )
        {
            folder,
        };
        frame.Handle(
            command,
            (context, cancellationToken) => MakeAsync(context, context.Parse.GetRequiredValue(folder), cancellationToken)
        );
        return command;
    }

    public static Command CreateRestore(CommandFrame frame)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder that 'backup' has made." };
        var command = new Command("restore", "Puts a backup into a data folder that holds nothing yet (--data DIR).") { folder };
        frame.Handle(
            command,
            (context, cancellationToken) => RestoreAsync(context, context.Parse.GetRequiredValue(folder), cancellationToken)
        );
        return command;
    }

    private static async Task<int> MakeAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        await using var services = Open(context);
        var written = await services.GetRequiredService<DataBackup>().MakeAsync(folder, cancellationToken);
        context.Output.Result(
            $"{Path.GetFullPath(folder)} holds {Math.Max(1, written / Megabyte)} MB. It holds keys and accounts: keep it as safe as the data."
        );
        return ExitStatus.Done;
    }

    private static async Task<int> RestoreAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        await using var services = Open(context);
        var made = await services.GetRequiredService<DataRestore>().RunAsync(folder, cancellationToken);
        context.Output.Result(
            $"Restored as of {made:yyyy-MM-dd HH:mm:ss} UTC. Letters that were unsent then are held once the worker starts: 'letters list', then 'letters release' or 'letters drop'."
        );
        return ExitStatus.Done;
    }

    // not as other verbs do, which make a registry where none is
    private static ServiceProvider Open(CommandContext context)
    {
        var services = new ServiceCollection();
        services.AddRegistry(context.Configuration);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RegistryOptions>>().Value);
        services.AddSingleton<DataBackup>().AddSingleton<DataRestore>();
        var opened = services.BuildServiceProvider();
        opened.GetRequiredService<IStartupValidator>().Validate();
        return opened;
    }
}
