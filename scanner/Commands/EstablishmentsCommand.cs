using System.CommandLine;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>establishments list</c>: what the register holds.</summary>
internal static class EstablishmentsCommand
{
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
        await using var registry = await services
            .GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(cancellationToken);
        var rows = await registry
            .Establishments.AsNoTracking()
            .Where(row => all || row.InService)
            .OrderBy(row => row.Finess)
            .Select(row => new
            {
                row.Finess,
                row.Name,
                row.Department,
                row.City,
            })
            .ToListAsync(cancellationToken);
        context.Output.List(
            rows,
            ["FINESS", "Name", "Department", "City"],
            row => [row.Finess, row.Name, row.Department ?? "", row.City ?? ""]
        );
        return ExitStatus.Done;
    }
}
