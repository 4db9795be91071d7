using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Feeds;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>feeds import</c> and <c>feeds list</c>: catalogues of exploited vulnerabilities.</summary>
internal static class FeedsCommand
{
    public static Command Create(CommandFrame frame)
    {
        var file = ImportCommand.File("CISA's known_exploited_vulnerabilities.json.");
        var shrink = new Option<bool>("--accept-shrink")
        {
            Description = "Believe a file in which more than a tenth of the listed vulnerabilities are missing.",
        };
        var import = new Command("import", "Reads a catalogue, and marks the alerts that it is about.") { file, shrink };
        frame.Handle(
            import,
            (context, cancellationToken) =>
                ImportAsync(
                    context,
                    context.Parse.GetRequiredValue(file).FullName,
                    context.Parse.GetValue(shrink),
                    cancellationToken
                )
        );
        var list = new Command("list", "Lists the catalogues that were read, and of when they are.") { CommandFrame.Json() };
        frame.Handle(list, ListAsync);
        return new Command("feeds", "Which vulnerabilities are exploited, by catalogue.") { import, list };
    }

    private static async Task<int> ImportAsync(
        CommandContext context,
        string path,
        bool acceptShrink,
        CancellationToken cancellationToken
    )
    {
        var services = await context.BeginAsync((_, _) => { }, cancellationToken);
        var outcome = await services.GetRequiredService<KevImporter>().RunAsync(path, acceptShrink, cancellationToken);
        if (outcome is FeedOutcome.Refused refused)
            return ImportCommand.Refuse(context.Output, refused.Faults);

        var read = (FeedOutcome.Read)outcome;
        context.Output.Result(
            $"{FeedNames.Of(read.Import.Feed)} of {Day(read.Import.ReleasedAt)}: {read.Import.Entries} vulnerabilities, "
                + $"{read.Import.Added} added, {read.Import.Withdrawn} withdrawn."
        );
        context.Output.Result($"Alerts: {read.Exploited} exploited from now on, {read.Withdrawn} no longer.");
        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((_, _) => { }, cancellationToken);
        var feeds = await services.GetRequiredService<FeedQueries>().ListAsync(cancellationToken);
        context.Output.List(
            feeds,
            ["Feed", "Listed", "Withdrawn", "Released", "Read", "File", "Alerts"],
            row =>
                [
                    row.Name,
                    Number(row.Listed),
                    Number(row.Withdrawn),
                    Day(row.ReleasedAt),
                    Day(row.ImportedAt),
                    row.File,
                    Number(row.Alerts),
                ]
        );
        if (feeds.Count == 0)
            context.Output.Note("No catalogue was read: no alert can be called exploited. See: feeds import FILE.");
        return ExitStatus.Done;
    }

    private static string Day(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
