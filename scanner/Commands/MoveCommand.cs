using System.CommandLine;
using CyberWatch.Infra.Moving;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>move</c>: from the files of one machine to servers, with everything stopped. Killed anywhere, it is run again.</summary>
internal static class MoveCommand
{
    public static Command Create(CommandFrame frame)
    {
        var registry = new Option<string?>("--to-registry")
        {
            Description =
                "An empty PostgreSQL database, as Host=db.example;Database=cyberwatch;Username=cyberwatch. Password: Registry:PasswordFile.",
            HelpName = "ADDRESS",
        };
        var index = new Option<string?>("--to-index")
        {
            Description = "An Elasticsearch 9, as https://es1.example:9200. Key and trust: Findings:Elastic.",
            HelpName = "URL",
        };
        var giveUp = new Option<bool>("--give-up")
        {
            Description = "Makes this data folder usable again after a move that did not end.",
        };
        var command = new Command("move", "Moves registry, schedule and findings from files to servers.")
        {
            registry,
            index,
            giveUp,
        };
        frame.Handle(
            command,
            (context, cancellationToken) =>
                (context.Parse.GetValue(registry), context.Parse.GetValue(index), context.Parse.GetValue(giveUp)) switch
                {
                    (null, null, true) => GiveUpAsync(context, cancellationToken),
                    (null, null, false) or (_, _, true) => SayHowAsync(context),
                    var (address, url, _) => RunAsync(context, address, url, cancellationToken),
                }
        );
        return command;
    }

    private static Task<int> SayHowAsync(CommandContext context)
    {
        context.Output.Note("Say where to, --to-registry or --to-index or both; or --give-up alone.");
        return Task.FromResult(ExitStatus.BadInput);
    }

    private static async Task<int> GiveUpAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = Open(context);
        var marks = await services.GetRequiredService<MoveGivenUp>().RunAsync(cancellationToken);
        context.Output.Result(
            marks == 0
                ? "No move is under way here."
                : "This data folder can be used again. What was copied stays where it is: empty it before another move."
        );
        return ExitStatus.Done;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        string? address,
        string? url,
        CancellationToken cancellationToken
    )
    {
        var services = Open(context);
        // findings first: the registry says which index it knows, and goes with that
        if (url is not null)
        {
            var findings = services.GetRequiredService<FindingsMove>();
            var progress = new CountNotes(context.Output, "documents sent");
            var moved = await findings.RunAsync(url, progress, cancellationToken);
            context.Output.Result(
                moved is null
                    ? "The findings had been moved before."
                    : $"{Counted.Of(moved.Latest, "latest finding")} and {moved.History} of history moved."
            );
        }

        if (address is not null)
        {
            var moved = await services.GetRequiredService<RegistryMove>().RunAsync(address, cancellationToken);
            foreach (var table in moved.Tables.Where(table => table.Here > 0))
                context.Output.Result($"{table.Name}: {table.There} of {Counted.Of(table.Here, "row")}");
            context.Output.Result(moved.Tables.Count == 0 ? "The registry had been copied before." : "The registry is copied.");
            context.Output.Result($"{Counted.Of(moved.Triggers, "trigger")} planned anew.");
        }

        SayNext(context.Output, address, url);
        return ExitStatus.Done;
    }

    /// <summary>A mistyped folder would be copied as an empty registry, and the right one be refused by what had arrived before it.</summary>
    private static IServiceProvider Open(CommandContext context)
    {
        var services = context.Build((all, configuration) => all.AddMoving(configuration));
        return services.GetRequiredService<RegistryPresence>().WhyNone() is { } sentence
            ? throw new IOException(sentence)
            : services;
    }

    private static void SayNext(CommandOutput output, string? address, string? url)
    {
        output.Note("This data folder is marked as moved: programs that are told to use it refuse. From now on set:");
        if (address is not null)
        {
            foreach (var section in (string[])["Registry", "Schedule"])
                output.Note($"  {section}:Provider=Postgres  {section}:Address={address}  {section}:PasswordFile=…");
        }

        if (url is not null)
            output.Note($"  Findings:Provider=Elastic  Findings:Elastic:Addresses:0={url}");
    }
}
