using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>alerts list</c>: the alerts of all or of one establishment, the worst first.</summary>
internal static class AlertsCommand
{
    public static Command Create(CommandFrame frame)
    {
        var finess = new Option<string>("--finess") { Description = "One establishment only.", HelpName = "F" };
        var list = new Command("list", "Lists alerts in every state, the worst first.") { finess, CommandFrame.Json() };
        frame.Handle(list, (context, cancellationToken) => ListAsync(context, context.Parse.GetValue(finess), cancellationToken));
        return new Command("alerts", "What rules found, from first seen to proven gone.") { list };
    }

    private static async Task<int> ListAsync(CommandContext context, string? finess, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((_, _) => { }, cancellationToken);
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var rows = await registry
            .Alerts.AsNoTracking()
            .Where(row => finess == null || row.Finess == finess)
            .OrderByDescending(row => row.Severity)
            .ThenBy(row => row.Finess)
            .ThenBy(row => row.RuleId)
            .ThenBy(row => row.AssetKey)
            .ToListAsync(cancellationToken);
        context.Output.List(
            rows.Select(row => new
            {
                row.Id,
                row.Finess,
                row.Severity,
                row.State,
                Rule = row.RuleId,
                Asset = row.AssetKey,
                Twins = row.Twins.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                Checks = row.Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Title = row.TitleEn,
                row.FirstSeen,
                row.LastSeen,
                row.LastAsked,
            }),
            ["FINESS", "Severity", "State", "Rule", "Asset", "First seen", "Title"],
            row =>
                [
                    row.Finess,
                    row.Severity.ToString(),
                    row.State.ToString(),
                    row.Rule,
                    row.Asset,
                    row.FirstSeen.ToString("u", CultureInfo.InvariantCulture),
                    row.Title,
                ]
        );
        return ExitStatus.Done;
    }
}
