using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CyberWatch.Infra;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary>The verbs of <c>cyberwatch</c>. Knows what there is, not what it does.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the arguments say. The substitutes are registered last, so that a test can replace the clock or a port.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        Action<IServiceCollection>? substitutes,
        CancellationToken cancellationToken
    )
    {
        var settings = SettingArguments.Take(arguments);
        var root = Root(new CommandFrame(settings, output, error, substitutes));
        var parse = root.Parse(
            [.. settings.Others],
            // a word that begins with @ is a word, no file of further arguments
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        string[] faults = [.. settings.Faults, .. parse.Action is ParseErrorAction ? UnknownWords.Faults(root, parse) : []];
        foreach (var fault in faults)
        {
            await error.WriteLineAsync(PrintableText.Of(fault));
        }

        if (faults.Length > 0)
        {
            await error.WriteLineAsync("cyberwatch --help, also after a verb, shows what there is.");
            return ExitStatus.BadInput;
        }

        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        return await parse.InvokeAsync(invocation, cancellationToken);
    }

    // no RootCommand: that one bears the name of the program file
    private static Command Root(CommandFrame frame) =>
        new("cyberwatch", "CyberWatch: what the health establishments of a sector expose to the Internet.")
        {
            new HelpOption(),
            new VersionOption(),
            // read by SettingArguments beforehand; here for --help
            new Option<string>("--data")
            {
                Description = "Folder of the registry (or CYBERWATCH_DATA).",
                HelpName = "DIR",
                Recursive = true,
            },
            new Option<string>("--config")
            {
                Description = "One JSON file of options.",
                HelpName = "FILE",
                Recursive = true,
            },
            ImportCommand.Create(frame),
            EstablishmentsCommand.Create(frame),
            RulesCommand.Create(frame),
            ContactsCommand.Create(frame),
            UsersCommand.Create(frame),
            ScanCommand.Create(frame),
            ScansCommand.Create(frame),
            FindingsCommand.Create(frame),
            IndexCommand.Create(frame),
            BackupCommand.Create(frame),
            BackupCommand.CreateRestore(frame),
            AlertsCommand.Create(frame),
            ScoresCommand.Create(frame),
            FeedsCommand.Create(frame),
            DigestCommand.Create(frame),
            LettersCommand.Create(frame),
            RegistryCommand.Create(frame),
            MoveCommand.Create(frame),
            ServeCommand.Create(frame),
        };
}
