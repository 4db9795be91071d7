using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry.Import;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>import perimeter</c>, <c>mandates</c> and <c>contacts</c>: files of our own, which differ only in who reads them.</summary>
internal static class ImportFileCommand
{
    public delegate Task<FileOutcome> Reading(IServiceProvider services, string path, bool dryRun, CancellationToken token);

    public static Command Create(CommandFrame frame, string name, string description, string columns, Reading reading)
    {
        var file = ImportCommand.File($"CSV with the columns {columns}.");
        var dryRun = ImportCommand.DryRun();
        var command = new Command(name, description) { file, dryRun };
        frame.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var services = await context.BeginAsync(
                    (collection, configuration) => collection.AddImports(configuration),
                    cancellationToken
                );
                var dry = context.Parse.GetValue(dryRun);
                var path = context.Parse.GetRequiredValue(file).FullName;
                return Say(context.Output, await reading(services, path, dry, cancellationToken), dry);
            }
        );
        return command;
    }

    private static int Say(CommandOutput output, FileOutcome outcome, bool dryRun)
    {
        switch (outcome)
        {
            case FileOutcome.Refused refused:
                return ImportCommand.Refuse(output, refused.Faults);
            case FileOutcome.Read read:
                foreach (var change in read.Changes)
                {
                    output.Result(change);
                }

                output.Result(
                    $"{Counted.Of(read.Lines, "line")}: {read.Changes.Count(line => line[0] == '+')} added, "
                        + $"{read.Changes.Count(line => line[0] == '-')} removed."
                        + (dryRun ? " Dry run: nothing was kept." : "")
                );
                return ExitStatus.Done;
            default:
                throw new InvalidOperationException($"An outcome that this verb does not know: {outcome}");
        }
    }
}
