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
        var finess = FinessFilter.Create();
        var list = new Command("list", "Lists alerts in every state, the worst first.") { finess, CommandFrame.Json() };
        frame.Handle(list, (context, cancellationToken) => ListAsync(context, finess, cancellationToken));
        return new Command("alerts", "What rules found, from first seen to proven gone.") { list };
    }

    private static Task<int> ListAsync(CommandContext context, Option<string> option, CancellationToken cancellationToken) =>
        FinessFilter.AskAsync(
            context,
            option,
            (_, _) => { },
            (services, registry, finess) => ListAsync(context.Output, services, registry, finess, cancellationToken),
            cancellationToken
        );

    private static async Task<int> ListAsync(
        CommandOutput output,
        IServiceProvider services,
        RegistryContext registry,
        string? finess,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .Alerts.AsNoTracking()
            .Include(row => row.Establishment)
            .Where(row => finess == null || row.Finess == finess)
            .OrderByDescending(row => row.Severity)
            .ThenBy(row => row.Finess)
            .ThenBy(row => row.RuleId)
            .ThenBy(row => row.AssetKey)
            .ToListAsync(cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        output.List(
            rows.Select(row => AlertLine.Of(row, now)),
            ["FINESS", "Severity", "Confidence", "State", "Due", "Rule", "Asset", "First seen", "Title"],
            row =>
                [
                    row.Finess,
                    row.Severity.ToString(),
                    row.Confidence.ToString(),
                    row.State.ToString(),
                    row.DueWords,
                    row.Rule,
                    row.Asset,
                    row.FirstSeen.ToString("u", CultureInfo.InvariantCulture),
                    row.Title,
                ]
        );
        return ExitStatus.Done;
    }
}
