using System.CommandLine;
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
        var query = new Argument<string[]>("QUERY")
        {
            Description = "Words that must all occur.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var finess = new Option<string>("--finess") { Description = "One establishment only.", HelpName = "F" };
        var probe = new Option<string>("--probe") { Description = "One probe only.", HelpName = "dns|service|tls|http" };
        var limit = new Option<int>("--limit")
        {
            Description = "At most so many.",
            DefaultValueFactory = _ => 100,
            HelpName = "N",
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) is < 1 or > MostShown)
                result.AddError($"--limit must lie between 1 and {MostShown}.");
        });
        var search = new Command("search", "Searches the latest findings, the newest first.")
        {
            query,
            finess,
            probe,
            limit,
            CommandFrame.Json(),
        };
        frame.Handle(
            search,
            (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var text = string.Join(' ', parse.GetValue(query) ?? []);
                return SearchAsync(
                    context,
                    new(text, parse.GetValue(finess), parse.GetValue(probe), parse.GetValue(limit)),
                    cancellationToken
                );
            }
        );
        return new Command("findings", "What probes stated.") { search };
    }

    private static async Task<int> SearchAsync(CommandContext context, FindingQuery query, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
        var page = await services
            .GetRequiredService<IFindingIndex>()
            .SearchAsync(new AccessScope.WholeSector(), query, cancellationToken);
        if (context.Output.IsJson)
        {
            foreach (var document in page.Documents)
                context.Output.Object(document);
        }
        else
        {
            context.Output.List(page.Documents, ["Time", "FINESS", "Probe", "Asset", "Outcome", "Rules"], Cells);
        }
        context.Output.Note($"{page.Documents.Count} of {page.Total} findings.");
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
