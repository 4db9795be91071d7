using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>establishments list</c>: what the register holds, and how old it is.</summary>
internal static class EstablishmentsCommand
{
    private static readonly Listing<EstablishmentLine> Lines = new(
        "establishment",
        ["FINESS", "Name", "Category", "City", "Dep.", "Group", "State"],
        row =>
            [
                row.Finess,
                row.Name,
                row.CategoryLabel ?? row.Category ?? "",
                row.City ?? "",
                row.Department ?? "",
                row.Group is null ? "" : $"{row.Group.Name} ({row.Group.Role})",
                StateOf(row),
            ]
    );

    public static Command Create(CommandFrame frame)
    {
        var all = new Option<bool>("--all") { Description = "Closed ones too." };
        var list = new Command("list", "Lists the establishments in service.") { all, CommandFrame.Json() };
        frame.Handle(list, (context, cancellationToken) => ListAsync(context, context.Parse.GetValue(all), cancellationToken));
        return new Command("establishments", "The establishments of the national register.") { list };
    }

    private static async Task<int> ListAsync(CommandContext context, bool all, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((_, _) => { }, cancellationToken);
        var factory = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await factory.CreateDbContextAsync(cancellationToken);
        // Corsica's departments stand where 20 stood: between 19 and 21
        var rows = registry
            .Establishments.AsNoTracking()
            .Where(row => all || row.InService)
            .OrderBy(row =>
                row.Department == "2A" ? "20A"
                : row.Department == "2B" ? "20B"
                : row.Department ?? ""
            )
            .ThenBy(row => row.Finess)
            .Select(EstablishmentLine.From(registry));
        await Lines.WriteAsync(context.Output, rows, cancellationToken);
        await SayAgeAsync(context.Output, services, registry, cancellationToken);
        return ExitStatus.Done;
    }

    private static string StateOf(EstablishmentLine row) =>
        (row.InService, row.ClosedOn, row.MissingSince) switch
        {
            (_, _, { } since) => $"not in the register since {since:yyyy-MM-dd}",
            (true, { } day, _) => $"closes on {day:yyyy-MM-dd}",
            (true, _, _) => "in service",
            (_, { } day, _) => $"closed on {day:yyyy-MM-dd}",
            _ => "closed",
        };

    private static async Task SayAgeAsync(
        CommandOutput output,
        IServiceProvider services,
        RegistryContext registry,
        CancellationToken cancellationToken
    )
    {
        var clock = services.GetRequiredService<TimeProvider>();
        if (await RegisterAge.FindAsync(registry, clock, cancellationToken) is not { } age)
        {
            output.Note("No register was imported yet: cyberwatch import establishments FILE.");
            return;
        }

        var day = age.Import.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        output.Note($"Register of {day}, {age.Days} days old ({age.Import.File}).");
        var limit = services.GetRequiredService<IOptions<RegisterOptions>>().Value.WarnAfterDays;
        if (age.Days > limit)
        {
            output.Note(
                $"Warning: that is more than {limit} days. Import a newer file of FINESS+, data set finess-structures-1."
            );
        }
    }
}
