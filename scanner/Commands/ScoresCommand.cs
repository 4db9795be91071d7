using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>scores list</c> and <c>scores explain FINESS</c>: who is worst off, and why.</summary>
internal static class ScoresCommand
{
    public static Command Create(CommandFrame frame)
    {
        var list = new Command("list", "Lists the scores of all establishments that were looked at, the worst first.")
        {
            CommandFrame.Json(),
        };
        frame.Handle(list, ListAsync);
        var finess = new Argument<string>("FINESS") { Description = "Number of the establishment." };
        var explain = new Command("explain", "Says what makes a score: each alert's share, what moved, what gives back most.")
        {
            finess,
        };
        frame.Handle(
            explain,
            (context, cancellationToken) =>
                ExplainAsync(context, FinessFilter.Spelled(context.Parse.GetRequiredValue(finess)), cancellationToken)
        );
        return new Command("scores", "How exposed each establishment is, and why.") { list, explain };
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((collection, _) => collection.AddRegistryQueries(), cancellationToken);
        var queries = services.GetRequiredService<StandingQueries>();
        var rows = await queries.LatestAsync(new AccessScope.WholeSector(), cancellationToken);
        context.Output.List(
            rows,
            ["FINESS", "Name", "Score", "Grade", "Verified", "Day"],
            row =>
                [
                    row.Finess,
                    row.Name,
                    row.Score?.ToString(CultureInfo.InvariantCulture) ?? "none yet",
                    row.Grade is null ? "" : $"{row.Grade}{(row.Provisional ? " (provisional)" : "")}",
                    string.Create(CultureInfo.InvariantCulture, $"{row.Verified} of {row.Assets}"),
                    row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ]
        );
        if (rows.Count == 0)
            context.Output.Note("Nothing was looked at yet: cyberwatch scan FINESS --kind full.");
        return ExitStatus.Done;
    }

    private static async Task<int> ExplainAsync(CommandContext context, string finess, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((collection, _) => collection.AddRegistryQueries(), cancellationToken);
        var queries = services.GetRequiredService<StandingQueries>();
        var scope = new AccessScope.WholeSector();
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).AddDays(1);
        if (await queries.FindAsync(scope, finess, today, cancellationToken) is not { } standing)
        {
            await using var registry = await services
                .GetRequiredService<IDbContextFactory<RegistryContext>>()
                .CreateDbContextAsync(cancellationToken);
            context.Output.Note(
                await registry.Establishments.AnyAsync(row => row.Finess == finess, cancellationToken)
                    ? $"{finess} was not looked at yet: cyberwatch scan {finess} --kind full."
                    : FinessFilter.Unknown(finess)
            );
            return ExitStatus.BadInput;
        }

        var names = await queries.AlertsAsync(scope, standing, cancellationToken);
        new ScoreExplanation(standing, names).Write(context.Output);
        return ExitStatus.Done;
    }
}
