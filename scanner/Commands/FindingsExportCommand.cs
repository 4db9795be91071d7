using System.CommandLine;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>findings export</c>: everything that a search would find, however many, as it stood when it began.</summary>
internal static class FindingsExportCommand
{
    public static Command Create(CommandFrame frame)
    {
        var export = new Command("export", "Everything that a search finds, in no order, one JSON document per line.");
        var arguments = new FindingArguments();
        arguments.AddTo(export);
        frame.Handle(export, (context, cancellationToken) => WriteAsync(context, arguments, cancellationToken));
        return export;
    }

    private static async Task<int> WriteAsync(
        CommandContext context,
        FindingArguments arguments,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
        if (await arguments.ReadAsync(context, services, cancellationToken) is not { } query)
            return ExitStatus.BadInput;

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
