using System.CommandLine;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>users invite</c>: a one-time link by which somebody gets an account.</summary>
internal static class UsersCommand
{
    public static Command Create(CommandFrame frame)
    {
        var email = new Argument<string>("EMAIL") { Description = "Address of the person; the account's name." };
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
        var invite = new Command("invite", "Prints a one-time link, good for seven days.") { email, role, region, finess };
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
        return new Command("users", "Who may sign in.") { invite };
    }

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
        context.Output.Note($"The link works once, within seven days. Give it to {request.Email} and nobody else.");
        return ExitStatus.Done;
    }
}
