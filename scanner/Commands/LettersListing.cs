using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>letters list</c>: what became of each letter, the newest first.</summary>
internal static class LettersListing
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
        return list;
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
