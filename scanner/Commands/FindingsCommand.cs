using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>findings search</c>: asks the index, not the Internet.</summary>
internal static class FindingsCommand
{
    private const int MostShown = 10_000;

    public static Command Create(CommandFrame frame)
    {
        var limit = new Option<int>("--limit")
        {
            Description = "At most so many.",
            DefaultValueFactory = _ => 100,
            HelpName = "N",
            CustomParser = ReadLimit,
        };
        var search = new Command("search", "Searches the latest findings, the newest first.") { limit, CommandFrame.Json() };
        var arguments = new FindingArguments();
        arguments.AddTo(search);
        frame.Handle(
            search,
            (context, cancellationToken) => SearchAsync(context, arguments, context.Parse.GetValue(limit), cancellationToken)
        );
        return new Command("findings", "What probes stated.") { search, FindingsExportCommand.Create(frame) };
    }

    private static int ReadLimit(ArgumentResult written)
    {
        if (
            int.TryParse(written.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MostShown
        )
        {
            return limit;
        }

        written.AddError($"--limit must lie between 1 and {MostShown}.");
        return default;
    }

    private static async Task<int> SearchAsync(
        CommandContext context,
        FindingArguments arguments,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
        if (await arguments.ReadAsync(context, services, cancellationToken) is not { } query)
            return ExitStatus.BadInput;

        services.GetRequiredService<FindingsPresence>().Demand();
        var page = await services
            .GetRequiredService<IFindingIndex>()
            .SearchAsync(new AccessScope.WholeSector(), query with { Limit = limit }, cancellationToken);
        if (context.Output.IsJson)
        {
            foreach (var document in page.Documents)
                context.Output.Object(document);
        }
        else
        {
            context.Output.List(page.Documents, ["Time", "FINESS", "Probe", "Asset", "Outcome", "Rules"], Cells);
        }
        context.Output.Note($"{page.Documents.Count} of {Counted.Of(page.Total, "finding")}.");
        return ExitStatus.Done;
    }

    private static IReadOnlyList<string> Cells(JsonElement document)
    {
        var ours = document.GetProperty("cyberwatch");
        return
        [
            document.GetProperty("@timestamp").GetString()!,
            ours.GetProperty("establishment").GetProperty("finess").GetString()!,
            ours.GetProperty("probe").GetString()!,
            ours.GetProperty("asset").GetString()!,
            ours.GetProperty("outcome").GetString()!,
            string.Join(' ', document.GetProperty("rule").GetProperty("id").EnumerateArray().Select(id => id.GetString())),
        ];
    }
}
