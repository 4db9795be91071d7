using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>users remove</c>, <c>disable</c>, <c>enable</c> and <c>reset-second-factor</c>: each signs the person out everywhere.</summary>
internal static class UsersStep
{
    private delegate Task<AccountStep> Change(AccountDesk desk, string email, string actor, CancellationToken cancellationToken);

    public static Command Remove(CommandFrame frame) =>
        Verb(
            frame,
            new Command("remove", "Takes an account away, with the open invitations of its address; or these alone."),
            (desk, email, actor, token) => desk.RemoveAsync(email, actor, token),
            "is removed and signed out everywhere; open invitations of the address are revoked."
        );

    public static Command Disable(CommandFrame frame) =>
        Verb(
            frame,
            new Command("disable", "Shuts an account until it is enabled again."),
            (desk, email, actor, token) => desk.DisableAsync(email, actor, token),
            "is disabled and signed out everywhere; open invitations of the address are revoked."
        );

    public static Command Enable(CommandFrame frame) =>
        Verb(
            frame,
            new Command("enable", "Opens an account that was disabled, or locked by wrong passwords."),
            (desk, email, actor, token) => desk.EnableAsync(email, actor, token),
            "is enabled; the password is the one of before."
        );

    public static Command ResetSecondFactor(CommandFrame frame) =>
        Verb(
            frame,
            new Command("reset-second-factor", "For who lost telephone and recovery codes: the password alone opens again."),
            (desk, email, actor, token) => desk.ResetSecondFactorAsync(email, actor, token),
            "has no second factor any more and is signed out everywhere. Make sure who asked for it."
        );

    private static Command Verb(CommandFrame frame, Command command, Change change, string done)
    {
        var email = UsersCommand.Email();
        command.Add(email);
        frame.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var services = await context.OpenAsync((_, _) => { }, cancellationToken);
                var address = context.Parse.GetRequiredValue(email).Trim();
                var desk = services.GetRequiredService<AccountDesk>();
                return Say(
                    context.Output,
                    await change(desk, address, AuditActors.CommandLine, cancellationToken),
                    address,
                    done
                );
            }
        );
        return command;
    }

    private static int Say(CommandOutput output, AccountStep step, string email, string done)
    {
        var address = PrintableText.Of(email);
        output.Note(
            step switch
            {
                AccountStep.Done => $"{address} {done}",
                AccountStep.LastOperator =>
                    $"{address} is the last operator: nothing was changed. Invite another one first: cyberwatch users invite EMAIL --role operator.",
                _ => $"There is no account {address}: cyberwatch users list names all.",
            }
        );
        return step == AccountStep.Done ? ExitStatus.Done : ExitStatus.BadInput;
    }
}
