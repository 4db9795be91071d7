using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>letters list</c>, <c>release</c> and <c>drop</c>: what became of each letter, and those that a restored backup held back.</summary>
internal static class LettersCommand
{
    private static readonly Listing<LetterLine> Lines = new(
        "letter",
        ["Period", "Scope", "Recipient", "State", "Tries", "Sent", "Receipt or error", "Id"],
        row =>
            [
                row.Period,
                row.Scope,
                row.Copy == 0 ? row.Recipient : $"{row.Recipient} (copy {row.Copy})",
                row.State.ToString(),
                row.Attempts.ToString(CultureInfo.InvariantCulture),
                row.SentAt?.ToString("u", CultureInfo.InvariantCulture) ?? "",
                row.Error ?? row.Receipt ?? "",
                row.Id.ToString(),
            ]
    );

    public static Command Create(CommandFrame frame)
    {
        var period = new Option<string>("--week") { Description = "One week only.", HelpName = "2026-W47" };
        var states = new WordsOption<LetterState>("--state", "Only those in these states.");
        var list = new Command("list", "Lists letters with their states, the newest first.")
        {
            period,
            states.Option,
            CommandFrame.Json(),
        };
        frame.Handle(
            list,
            (context, cancellationToken) =>
                ListAsync(context, context.Parse.GetValue(period), states.In(context.Parse), cancellationToken)
        );
        return new Command("letters", "Letters that were sent, wait or failed.")
        {
            list,
            Held(
                frame,
                "release",
                "Lets held letters go: one, or all of them.",
                "released",
                (desk, id, actor, token) => desk.ReleaseAsync(id, actor, token)
            ),
            Held(
                frame,
                "drop",
                "Gives held letters up: one, or all of them.",
                "dropped",
                (desk, id, actor, token) => desk.DropHeldAsync(id, actor, token)
            ),
        };
    }

    private static Command Held(
        CommandFrame frame,
        string name,
        string description,
        string done,
        Func<LetterDesk, Guid?, string, CancellationToken, Task<int>> act
    )
    {
        var id = new Argument<Guid?>("ID")
        {
            Description = "The letter; without it all that are held.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Id,
        };
        var command = new Command(name, description) { id };
        frame.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var services = await context.OpenAsync((all, configuration) => all.AddMail(configuration), cancellationToken);
                var desk = services.GetRequiredService<LetterDesk>();
                var count = await act(desk, context.Parse.GetValue(id), AuditActors.CommandLine, cancellationToken);
                return Say(context.Output, context.Parse.GetValue(id), count, done);
            }
        );
        return command;
    }

    private static int Say(CommandOutput output, Guid? one, int count, string done)
    {
        if (count == 0 && one is not null)
        {
            output.Note($"{one} is no letter that is held: cyberwatch letters list has the state of each.");
            return ExitStatus.BadInput;
        }

        output.Result(count == 0 ? "No letter is held." : $"{count} {Plural.English(count, "letter", "letters")} {done}.");
        return ExitStatus.Done;
    }

    private static Guid? Id(ArgumentResult argument)
    {
        if (Guid.TryParse(argument.Tokens[0].Value, out var id))
            return id;
        argument.AddError($"'{argument.Tokens[0].Value}' is no letter: cyberwatch letters list gives each letter's id.");
        return null;
    }

    private static async Task<int> ListAsync(
        CommandContext context,
        string? period,
        IReadOnlyList<LetterState> states,
        CancellationToken cancellationToken
    )
    {
        if (period is not null && ReportedWeek.Parse(period) is null)
        {
            context.Output.Note($"--week '{period}': write a week as 2026-W47.");
            return ExitStatus.BadInput;
        }

        var services = await context.OpenAsync((_, _) => { }, cancellationToken);
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var rows = registry
            .Letters.AsNoTracking()
            .Where(row => period == null || row.Edition!.Period == period)
            .Where(row => states.Count == 0 || states.Contains(row.State))
            .OrderByDescending(row => row.Edition!.ComposedAt)
            .ThenBy(row => row.Recipient)
            .ThenBy(row => row.Copy)
            .ThenBy(row => row.Id)
            .Select(row => new LetterLine
            {
                Id = row.Id,
                Kind = row.Edition!.Kind,
                Scope = row.Edition.Scope,
                Period = row.Edition.Period,
                Recipient = row.Recipient,
                Copy = row.Copy,
                State = row.State,
                Attempts = row.Attempts,
                DueAt = row.DueAt,
                SentAt = row.SentAt,
                Receipt = row.Receipt,
                Error = row.Error,
                MessageId = row.MessageId,
            });
        await Lines.WriteAsync(context.Output, rows, cancellationToken);
        return ExitStatus.Done;
    }
}
