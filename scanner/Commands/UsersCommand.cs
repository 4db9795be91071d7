using System.CommandLine;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Import;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>users</c>: who may sign in. <c>users invite</c> prints a one-time link by which somebody gets an account or a new password.</summary>
internal static class UsersCommand
{
    public static Command Create(CommandFrame frame)
    {
        var email = Email();
        var role = new Option<string>("--role") { Description = "What the person may see.", Required = true }.AcceptOnlyFromAmong(
            "operator",
            "official",
            "regional",
            "rssi",
            "direction"
        );
        var region = new Option<string?>("--region")
        {
            Description = "INSEE code of the region, for regional.",
            HelpName = "CODE",
        };
        var finess = new Option<string[]>("--finess")
        {
            Description = "Establishments, for rssi and direction.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var invite = new Command(
            "invite",
            "Prints a one-time link, good for seven days. For who has an account (a forgotten password) it gives a new password and this role."
        )
        {
            email,
            role,
            region,
            finess,
        };
        frame.Handle(
            invite,
            (context, cancellationToken) =>
                InviteAsync(
                    context,
                    new InvitationRequest(
                        context.Parse.GetRequiredValue(email),
                        Enum.Parse<UserRole>(context.Parse.GetRequiredValue(role), ignoreCase: true),
                        context.Parse.GetValue(region),
                        context.Parse.GetValue(finess) ?? []
                    ),
                    cancellationToken
                )
        );
        return new Command(
            "users",
            "Who may sign in. A forgotten password is given anew by 'users invite' with the same address and role."
        )
        {
            invite,
            UsersListing.Create(frame),
            UsersStep.Remove(frame),
            UsersStep.Disable(frame),
            UsersStep.Enable(frame),
            UsersStep.ResetSecondFactor(frame),
        };
    }

    public static Argument<string> Email() => new("EMAIL") { Description = "Address of the person; the account's name." };

    private static async Task<int> InviteAsync(
        CommandContext context,
        InvitationRequest request,
        CancellationToken cancellationToken
    )
    {
        var services = await context.BeginAsync(
            (collection, configuration) => collection.AddOptionsSection<PublicAddressOptions>(configuration),
            cancellationToken
        );
        var factory = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await factory.CreateDbContextAsync(cancellationToken);
        var faults = await request.FaultsAsync(registry, cancellationToken);
        foreach (var fault in faults)
        {
            context.Output.Note(fault);
        }

        if (faults.Count > 0)
        {
            return ExitStatus.BadInput;
        }

        var token = await request.SaveAsync(registry, services.GetRequiredService<TimeProvider>(), cancellationToken);
        var address = services.GetRequiredService<IOptions<PublicAddressOptions>>().Value.PublicAddress.TrimEnd('/');
        context.Output.Result($"{address}/invitation/{token}");
        foreach (var note in await NotesAsync(request, registry, address, cancellationToken))
        {
            context.Output.Note(note);
        }

        return ExitStatus.Done;
    }

    private static async Task<IReadOnlyList<string>> NotesAsync(
        InvitationRequest request,
        RegistryContext registry,
        string address,
        CancellationToken cancellationToken
    )
    {
        List<string> notes = [$"The link works once, within seven days. Give it to {request.Email} and nobody else."];
        if (address == PublicAddressOptions.Default)
        {
            notes.Add(
                "It opens on this machine only: for others set Dashboard:PublicAddress to the address that people use, and invite again."
            );
        }

        if (await request.IsRenewalAsync(registry, cancellationToken))
        {
            notes.Add(
                $"{request.Email} has an account: the link gives it a new password and the role {request.Role.Kebab()}. The second factor stays; 'users reset-second-factor' takes it away."
            );
        }

        return notes;
    }
}
