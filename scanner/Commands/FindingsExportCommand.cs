using System.CommandLine;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>findings export</c>: everything that a search would find, however many, as it stood when it began.</summary>
internal static class FindingsExportCommand
{
    public static Command Create(CommandFrame frame)
    {
        var query = new Argument<string[]>("QUERY")
        {
            Description = "Words that must all occur.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var finess = new Option<string>("--finess") { Description = "One establishment only.", HelpName = "F" };
        var probe = new Option<string>("--probe") { Description = "One probe only.", HelpName = "dns|service|tls|http" };
        var export = new Command("export", "Everything that a search finds, in no order, one JSON document per line.")
        {
            query,
            finess,
            probe,
        };
        frame.Handle(
            export,
            (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var text = string.Join(' ', parse.GetValue(query) ?? []);
                return WriteAsync(context, new(text, parse.GetValue(finess), parse.GetValue(probe)), cancellationToken);
            }
        );
        return export;
    }

    private static async Task<int> WriteAsync(CommandContext context, FindingQuery query, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
        var (index, count) = (services.GetRequiredService<IFindingIndex>(), 0);
        await foreach (var document in index.ReadAllAsync(new AccessScope.WholeSector(), query, cancellationToken))
        {
            context.Output.Object(document);
            count++;
        }

        context.Output.Note($"{count} findings.");
        return ExitStatus.Done;
    }
}
