using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>alerts list</c>: the alerts of all or of one establishment, the worst first.</summary>
internal static class AlertsCommand
{
    private static readonly Listing<AlertLine> Lines = new(
        "alert",
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

    public static Command Create(CommandFrame frame)
    {
        var finess = FinessFilter.Create();
        var states = new WordsOption<AlertState>("--state", "Only those in these states; without it in every one.");
        var severities = new WordsOption<Severity>("--severity", "Only those of these severities.");
        var list = new Command("list", "Lists alerts, the worst first.")
        {
            finess,
            states.Option,
            severities.Option,
            CommandFrame.Json(),
        };
        frame.Handle(
            list,
            (context, cancellationToken) =>
                ListAsync(context, finess, states.In(context.Parse), severities.In(context.Parse), cancellationToken)
        );
        return new Command("alerts", "What rules found, from first seen to proven gone.") { list };
    }

    private static Task<int> ListAsync(
        CommandContext context,
        Option<string> option,
        IReadOnlyList<AlertState> states,
        IReadOnlyList<Severity> severities,
        CancellationToken cancellationToken
    ) =>
        FinessFilter.AskAsync(
            context,
            option,
            (_, _) => { },
            (services, registry, finess) =>
                ListAsync(
                    context.Output,
                    services,
                    registry
                        .Alerts.Where(row => finess == null || row.Finess == finess)
                        .Where(row => states.Count == 0 || states.Contains(row.State))
                        .Where(row => severities.Count == 0 || severities.Contains(row.Severity)),
                    cancellationToken
                ),
            cancellationToken
        );

    private static async Task<int> ListAsync(
        CommandOutput output,
        IServiceProvider services,
        IQueryable<Alert> alerts,
        CancellationToken cancellationToken
    )
    {
        var rows = alerts
            .AsNoTracking()
            .Include(row => row.Establishment)
            .OrderByDescending(row => row.Severity)
            .ThenBy(row => row.Finess)
            .ThenBy(row => row.RuleId)
            .ThenBy(row => row.AssetKey);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await Lines.WriteAsync(output, rows, row => AlertLine.Of(row, now), cancellationToken);
        return ExitStatus.Done;
    }
}
