using System.CommandLine;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary>
/// <c>findings export</c>: everything that a search would find, however many, as it stood when it began. An export that breaks off ends with a
/// line that says so.
/// </summary>
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

        services.GetRequiredService<FindingsPresence>().Demand();
        var (index, count) = (services.GetRequiredService<IFindingIndex>(), 0);
        try
        {
            await foreach (var document in index.ReadAllAsync(new AccessScope.WholeSector(), query, cancellationToken))
            {
                context.Output.Object(document);
                count++;
            }
        }
        catch (Exception e) when (e is FindingIndexUnavailableException or OperationCanceledException)
        {
            // the file may be read by who never saw how the command ended
            context.Output.Object(
                new { Error = $"This export is not whole: it ends here, after {Counted.Of(count, "finding")}. Run it again." }
            );
            throw;
        }

        context.Output.Note($"{Counted.Of(count, "finding")}.");
        return ExitStatus.Done;
    }
}
