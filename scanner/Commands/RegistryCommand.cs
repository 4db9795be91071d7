using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Schedule;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>registry</c>: the tables of registry and schedule, brought up to date. On a server nobody else does it.</summary>
internal static class RegistryCommand
{
    public static Command Create(CommandFrame frame)
    {
        var migrate = new Command("migrate", "Brings the tables of registry and schedule up to date.");
        frame.Handle(migrate, MigrateAsync);
        return new Command("registry", "What keeps establishments, alerts, scans and accounts.") { migrate };
    }

    private static async Task<int> MigrateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = context.Build((all, configuration) => all.AddSchedule(configuration));
        var applied = await services.GetRequiredService<RegistryMigration>().MigrateAsync(cancellationToken);
        var made = await services.GetRequiredService<ScheduleReadiness>().MigrateAsync(cancellationToken);
        context.Output.Result(
            applied == 0
                ? "The registry is up to date."
                : $"The registry is up to date; {Counted.Of(applied, "migration was", "migrations were")} applied."
        );
        if (made)
            context.Output.Result("The tables of the schedule are made.");
        return ExitStatus.Done;
    }
}
