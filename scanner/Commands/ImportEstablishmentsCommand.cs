using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry.Import;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>import establishments</c>: the national register, in either form.</summary>
internal static class ImportEstablishmentsCommand
{
    private const int WarningsShown = 50;

    public static Command Create(CommandFrame frame)
    {
        var file = ImportCommand.File("FINESS+ (.json, .json.gz) or the CSV published until May 2026.");
        var dryRun = ImportCommand.DryRun();
        var shrink = new Option<bool>("--accept-shrink")
        {
            Description = "Also a file that lost more than a tenth of the sites, or with records that cannot be read.",
        };
        var command = new Command("establishments", "The national register of establishments.") { file, dryRun, shrink };
        frame.Handle(
            command,
            (context, cancellationToken) =>
                ImportAsync(
                    context,
                    context.Parse.GetRequiredValue(file).FullName,
                    context.Parse.GetValue(dryRun),
                    context.Parse.GetValue(shrink),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> ImportAsync(
        CommandContext context,
        string path,
        bool dryRun,
        bool acceptShrink,
        CancellationToken cancellationToken
    )
    {
        var services = await context.BeginAsync(
            (collection, configuration) => collection.AddImports(configuration),
            cancellationToken
        );
        var progress = context.Output.Progress(Path.GetFileName(path));
        var outcome = await services
            .GetRequiredService<RegisterImporter>()
            .RunAsync(path, dryRun, acceptShrink, progress, cancellationToken);
        switch (outcome)
        {
            case RegisterOutcome.Refused refused:
                return ImportCommand.Refuse(context.Output, refused.Faults);
            case RegisterOutcome.Read read:
                Say(context.Output, read.Counts);
                return ExitStatus.Done;
            default:
                throw new InvalidOperationException($"An outcome that this verb does not know: {outcome}");
        }
    }

    private static void Say(CommandOutput output, RegisterCounts counts)
    {
        foreach (var warning in counts.Warnings.Take(WarningsShown))
        {
            output.Note($"Warning: {warning}");
        }

        if (counts.Warnings.Count > WarningsShown)
        {
            output.Note($"Warning: and {counts.Warnings.Count - WarningsShown} more.");
        }

        if (counts.LeftOut > 0)
        {
            output.Note($"Warning: {counts.LeftOut} records could not be read and were left out.");
        }

        output.Result(
            $"Register of {counts.DataDate:yyyy-MM-dd} ({counts.Form}): {counts.Sites} sites, {counts.InService} in service, "
                + $"{counts.Located} with a location, {counts.Groups} groups."
        );
        output.Result(
            counts.Older
                ? $"The registry holds newer data: only {counts.Changed} locations that it did not know were taken."
                : $"{counts.Added} new, {counts.Changed} changed, {counts.NewlyMissing} no longer in the file "
                    + $"({counts.Missing} in all), {counts.UnknownMembers} group members without a legal entity."
        );
        if (counts.DryRun)
        {
            output.Result("Dry run: nothing was kept.");
        }
    }
}
