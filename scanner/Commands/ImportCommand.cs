using System.CommandLine;
using CyberWatch.Infra.Registry.Import;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>import</c>: files into the registry, each wholly or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandFrame frame) =>
        new("import", "Reads a file into the registry: all of it, or nothing and every fault of it.")
        {
            ImportEstablishmentsCommand.Create(frame),
            ImportFileCommand.Create(
                frame,
                "perimeter",
                "What may be asked of an establishment, what not, and when not: the whole truth for each that it names.",
                "finess,kind,value,note",
                (services, path, dryRun, token) => services.GetRequiredService<PerimeterImporter>().RunAsync(path, dryRun, token)
            ),
            ImportFileCommand.Create(
                frame,
                "mandates",
                "The signed authorisations to scan.",
                "finess,signed_by,signed_on,valid_from,valid_until,intrusive",
                (services, path, dryRun, token) => services.GetRequiredService<MandateImporter>().RunAsync(path, dryRun, token)
            ),
            ImportFileCommand.Create(
                frame,
                "contacts",
                "Whom to reach at an establishment: letters and urgent notices go to the role rssi; direction is kept for who calls.",
                "finess,email,name,role,language and, if wished, detail (full, summary or link)",
                (services, path, dryRun, token) => services.GetRequiredService<ContactImporter>().RunAsync(path, dryRun, token)
            ),
        };

    public static Argument<FileInfo> File(string description)
    {
        var file = new Argument<FileInfo>("FILE") { Description = description }.AcceptExistingOnly();
        file.Validators.Add(result =>
        {
            foreach (var folder in result.Tokens.Select(token => token.Value).Where(Directory.Exists))
                result.AddError($"'{folder}' is a folder: name the file in it.");
        });
        return file;
    }

    public static Option<bool> DryRun() => new("--dry-run") { Description = "Only say what would change." };

    /// <summary>All faults, and the exit status of bad input.</summary>
    public static int Refuse(CommandOutput output, IReadOnlyList<InputFault> faults)
    {
        foreach (var fault in faults)
        {
            output.Note(fault.ToString());
        }

        output.Note(faults.Count == 1 ? "Nothing was imported." : $"{faults.Count} faults; nothing was imported.");
        return ExitStatus.BadInput;
    }
}
