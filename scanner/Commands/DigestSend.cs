using System.CommandLine;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>digest send</c>: plans the letters of a week that are not planned yet, and sends what is due.</summary>
internal static class DigestSend
{
    public static Command Create(CommandFrame frame)
    {
        var week = new Option<string>("--week")
        {
            Description = "The week reported; without it the last one that is over.",
            HelpName = "2026-W47",
        };
        var early = new Option<bool>("--early")
        {
            Description = "The week that runs, as it stands now; Monday sends no second letter about it.",
        };
        var send = new Command("send", "Sends the letters of a week to whoever has not got them. Twice is once.") { week, early };
        frame.Handle(
            send,
            (context, cancellationToken) =>
                SendAsync(context, context.Parse.GetValue(week), context.Parse.GetValue(early), cancellationToken)
        );
        return send;
    }

    private static async Task<int> SendAsync(
        CommandContext context,
        string? text,
        bool isEarly,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync((all, configuration) => all.AddMailDelivery(configuration), cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var over = LetterTimes.LastOver(now, TimeZoneInfo.FindSystemTimeZoneById(LetterTimes.OfficialZone));
        var last = isEarly ? over.Next : over;
        if ((text is null ? last : ReportedWeek.Parse(text)) is not { } week)
        {
            context.Output.Note($"--week {text}: write a week as {last}.");
            return ExitStatus.BadInput;
        }

        if (week.Monday > last.Monday)
        {
            context.Output.Note($"Week {week} is not over yet; the last that is over is {over}, and --early sends {over.Next}.");
            return ExitStatus.BadInput;
        }

        foreach (var sentence in services.GetRequiredService<MailStatement>().Sentences)
            context.Output.Note(sentence);
        var planner = services.GetRequiredService<LetterPlanner>();
        var planning = isEarly
            ? await planner.PlanAsync(week, _ => true, cancellationToken)
            : await planner.PlanOverAsync(week, cancellationToken);
        if (planning.Letters > 0)
        {
            var (trail, words) = (
                services.GetRequiredService<AuditTrail>(),
                AuditWords.Format(("letters", planning.Letters), ("editions", planning.Editions))
            );
            await trail.AddAsync(AuditActors.CommandLine, "letters-planned", week.ToString(), words, cancellationToken);
        }

        await services.GetRequiredService<LetterSender>().DrainAsync($"command line {Environment.ProcessId}", cancellationToken);
        return await SayAsync(context.Output, services, planning, cancellationToken);
    }

    private static async Task<int> SayAsync(
        CommandOutput output,
        IServiceProvider services,
        Planning planning,
        CancellationToken cancellationToken
    )
    {
        var states = await StatesAsync(services, planning.Week, cancellationToken);
        var sum = string.Join(", ", states.OrderBy(it => it.Key).Select(it => $"{it.Value} {Word(it.Key)}"));
        output.Result(
            planning.Letters > 0 ? $"Week {planning.Week}: {Said(planning)} planned. Its letters now: {sum}."
            : states.Count > 0
                ? $"Week {planning.Week}: nothing to plan, its letters had been planned before. They are now: {sum}."
            : planning.Early > 0 ? $"Week {planning.Week}: nothing to send yet."
            : $"Week {planning.Week}: nobody to write to. Contacts with the role rssi at establishments with a mandate get a letter, and users with the role official."
        );
        if (services.GetRequiredService<CarrierRest>().Fault is { } fault)
            output.Note($"No letter leaves ({fault.Word}): {fault.Said}. A worker tries again by itself.");
        if (planning.Early > 0)
            output.Note(Waits(planning.Early));
        if (planning.Broken > 0)
            output.Note($"{planning.Broken} editions could not be composed; the reason stands above.");
        var isWhole = planning.Broken == 0 && !states.ContainsKey(LetterState.Failed);
        return isWhole ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static string Waits(int editions) =>
        $"{editions} {Plural.English(editions, "edition waits", "editions wait")} for Monday morning: where the readers are the week still runs.";

    private static string Said(Planning planning) =>
        $"{planning.Letters} {Plural.English(planning.Letters, "letter", "letters")} of {planning.Editions} {Plural.English(planning.Editions, "edition", "editions")}";

    private static async Task<Dictionary<LetterState, int>> StatesAsync(
        IServiceProvider services,
        ReportedWeek week,
        CancellationToken cancellationToken
    )
    {
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var period = week.ToString();
        return await registry
            .Letters.Where(row => row.Edition!.Period == period)
            .GroupBy(row => row.State)
            .ToDictionaryAsync(same => same.Key, same => same.Count(), cancellationToken);
    }

    private static string Word(LetterState state) =>
        state switch
        {
            LetterState.Planned => "waiting",
            LetterState.Sending => "being sent",
            LetterState.Sent => "sent",
            LetterState.Unknown => "without an answer of the relay",
            LetterState.Failed => "failed",
            LetterState.Held => "held",
            LetterState.Written => "written as files",
            _ => "dropped",
        };
}
