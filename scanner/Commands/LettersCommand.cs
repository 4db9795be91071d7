using System.CommandLine;
using System.CommandLine.Parsing;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>letters</c>: <see cref="LettersListing"/>, and <c>release</c> and <c>drop</c> for those that a restored backup held back.</summary>
internal static class LettersCommand
{
    public static Command Create(CommandFrame frame)
    {
        return new Command("letters", "Letters that were sent, wait or failed.")
        {
            LettersListing.Create(frame),
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
}
