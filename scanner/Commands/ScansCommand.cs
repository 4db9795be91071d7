using System.CommandLine;
using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>scans list</c>: what ran, runs and is due, the newest first.</summary>
internal static class ScansCommand
{
    private static readonly Listing<Scan> Lines = new(
        "scan",
        ["FINESS", "Kind", "State", "Due", "Ended", "Answered", "Silent", "Not allowed", "Opened", "Resolved", "Reason"],
        row =>
            [
                row.Finess,
                row.Kind.ToString(),
                row.State.ToString(),
                Text(row.DueAt),
                Text(row.EndedAt),
                Text(row.Answered),
                Text(row.Silent),
                Text(row.NotAllowed),
                Text(row.AlertsOpened),
                Text(row.AlertsResolved),
                RemarkText.English(RemarkText.Parse(row.Reason)),
            ]
    );

    public static Command Create(CommandFrame frame)
    {
        var finess = FinessFilter.Create();
        var list = new Command("list", "Lists scans, the newest first.") { finess, CommandFrame.Json() };
        frame.Handle(list, (context, cancellationToken) => ListAsync(context, finess, cancellationToken));
        return new Command("scans", "Scans that ran, run or are due.") { list };
    }

    public static void Write(CommandOutput output, IEnumerable<Scan> scans) => output.List(scans, Lines.Headings, Lines.Cells);

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
        var rows = registry
            .Scans.AsNoTracking()
            .Where(row => finess == null || row.Finess == finess)
            .OrderByDescending(row => row.DueAt)
            .ThenBy(row => row.Id);
        await Lines.WriteAsync(output, rows, cancellationToken);
        return ExitStatus.Done;
    }

    private static string Text(DateTimeOffset? time) => time?.ToString("u", CultureInfo.InvariantCulture) ?? "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
