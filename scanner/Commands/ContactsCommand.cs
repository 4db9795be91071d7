using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>contacts list</c> and <c>contacts remove EMAIL</c>: whom to reach at an establishment. They come by <c>import contacts</c>.</summary>
internal static class ContactsCommand
{
    public static Command Create(CommandFrame frame)
    {
        var ofOne = FinessFilter.Create();
        var list = new Command("list", "Lists contacts, by establishment.") { ofOne, CommandFrame.Json() };
        frame.Handle(list, (context, cancellationToken) => ListAsync(context, ofOne, cancellationToken));
        var email = new Argument<string>("EMAIL") { Description = "Address of the contact." };
        var only = new Option<string>("--finess") { Description = "At one establishment; without it at all.", HelpName = "F" };
        var remove = new Command("remove", "Takes somebody off the contacts; letters that waited for him are dropped.")
        {
            email,
            only,
        };
        frame.Handle(
            remove,
            (context, cancellationToken) => RemoveAsync(context, context.Parse.GetRequiredValue(email), only, cancellationToken)
        );
        return new Command("contacts", "Whom to reach at an establishment.") { list, remove };
    }

    private static Task<int> ListAsync(CommandContext context, Option<string> option, CancellationToken cancellationToken) =>
        FinessFilter.AskAsync(
            context,
            option,
            (_, _) => { },
            (_, registry, finess) => ListAsync(context.Output, registry, finess, cancellationToken),
            cancellationToken
        );

    private static async Task<int> ListAsync(
        CommandOutput output,
        RegistryContext registry,
        string? finess,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .Contacts.AsNoTracking()
            .Where(row => finess == null || row.Finess == finess)
            .OrderBy(row => row.Finess)
            .ThenBy(row => row.Email)
            .Select(row => new
            {
                row.Finess,
                row.Email,
                row.Name,
                row.Role,
                row.Language,
                row.Detail,
            })
            .ToListAsync(cancellationToken);
        output.List(
            rows,
            ["FINESS", "Address", "Name", "Role", "Language", "Detail"],
            row => [row.Finess, row.Email, row.Name, row.Role.Kebab(), row.Language, row.Detail.Kebab()]
        );
        if (rows.Count == 0)
            output.Note("No contact: cyberwatch import contacts FILE.");
        return ExitStatus.Done;
    }

    private static Task<int> RemoveAsync(
        CommandContext context,
        string email,
        Option<string> option,
        CancellationToken cancellationToken
    ) =>
        FinessFilter.AskAsync(
            context,
            option,
            (all, configuration) => all.AddMail(configuration),
            async (services, _, finess) =>
            {
                var (removal, actor) = (services.GetRequiredService<ContactRemoval>(), AuditActors.CommandLine);
                return Say(context.Output, email, finess, await removal.RunAsync(email, finess, actor, cancellationToken));
            },
            cancellationToken
        );

    private static int Say(CommandOutput output, string email, string? finess, RemovedContacts removed)
    {
        if (removed.Contacts.Count == 0)
        {
            var where = finess is null ? "" : $" at {finess}";
            output.Note($"There is no contact {PrintableText.Of(email)}{where}: cyberwatch contacts list names all.");
            return ExitStatus.BadInput;
        }

        foreach (var row in removed.Contacts)
            output.Result($"- {row.Finess} {row.Email} {row.Name}, {row.Role.Kebab()}");
        output.Result(
            $"{removed.Letters} {Plural.English(removed.Letters, "letter that waited was", "letters that waited were")} dropped."
        );
        if (removed.HasAccount)
            output.Note("An account signs in under this address; it stays as it is.");
        return ExitStatus.Done;
    }
}
