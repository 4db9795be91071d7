using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Composing;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>digest preview</c>: a letter as a file that a mail program opens. Nothing is kept, nothing is sent.</summary>
internal static class DigestPreview
{
    private const string Sector = "sector";

    public static Command Create(CommandFrame frame)
    {
        var about = new Argument<string>("FINESS|sector") { Description = "An establishment, group:ID for a group, or sector." };
        var week = new Option<string>("--week")
        {
            Description = "The week reported; without it the last that is over.",
            HelpName = "2026-W47",
        };
        var file = new Option<string>("--out")
        {
            Description = "The file to write.",
            HelpName = "FILE.eml",
            Required = true,
        };
        var language = new Option<string>("--language") { Description = "fr or en.", DefaultValueFactory = _ => "fr" };
        language.AcceptOnlyFromAmong("fr", "en");
        var detail = new Option<DetailLevel>("--detail") { Description = "How much of it stands in the mail." };
        var command = new Command("preview", "Writes a letter as a file, without keeping or sending it.")
        {
            about,
            week,
            file,
            language,
            detail,
        };
        frame.Handle(
            command,
            (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var wish = new Wish(ScopeOf(parse.GetRequiredValue(about)), parse.GetValue(week), parse.GetRequiredValue(file));
                return RunAsync(context, wish, parse.GetValue(language) ?? "fr", parse.GetValue(detail), cancellationToken);
            }
        );
        return command;
    }

    private static LetterScope ScopeOf(string about) =>
        about == Sector ? new LetterScope.OfSector()
        : about.StartsWith("group:", StringComparison.Ordinal) ? LetterScope.Parse(about)
        : new LetterScope.OfEstablishment(FinessFilter.Spelled(about));

    private static async Task<int> RunAsync(
        CommandContext context,
        Wish wish,
        string language,
        DetailLevel detail,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync((all, configuration) => all.AddMailDelivery(configuration), cancellationToken);
        var zones = services.GetRequiredService<ScopeZones>();
        var zone = await zones.OfAsync(wish.Scope.ToString()!, cancellationToken);
        var last = LetterTimes.LastOver(services.GetRequiredService<TimeProvider>().GetUtcNow(), zone);
        if ((wish.Week is null ? last : ReportedWeek.Parse(wish.Week)) is not { } week)
            return Refuse(context, $"--week {wish.Week}: write a week as {last}.");
        if (week.Monday > last.Next.Monday)
            return Refuse(context, $"Week {week} has not begun; the last that is over is {last}.");

        return await services
            .GetRequiredService<LetterPreview>()
            .OfAsync(wish.Scope, week, language, detail, cancellationToken) switch
        {
            Built.Message { Mime: var message } => await WriteAsync(context, wish.File, message, cancellationToken),
            Built.Refused { Why: var why } => Refuse(context, why),
            _ => Refuse(context, NothingAbout(wish.Scope)),
        };
    }

    private static async Task<int> WriteAsync(
        CommandContext context,
        string path,
        MimeKit.MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            return Refuse(context, $"--out {path}: there is no folder {folder}. Make it, or name a file elsewhere.");
        if (Directory.Exists(path))
            return Refuse(context, $"--out {path} is a folder: name a file in it, as {Path.Combine(path, "letter.eml")}.");

        await using var file = File.Create(path);
        await message.WriteToAsync(file, cancellationToken);
        // the letter's own words are its reader's language, these are not
        context.Output.Result($"{path} is written: a mail program opens it.");
        return ExitStatus.Done;
    }

    private static string NothingAbout(LetterScope scope) =>
        scope is LetterScope.OfEstablishment { Finess: var finess }
            ? $"There is nothing to write about '{PrintableText.Of(finess)}': it is not in the register, or nobody follows it. Write sector, or a number of cyberwatch establishments list."
            : $"There is nothing to write about {scope}: it is not in the register, or nobody follows it.";

    private static int Refuse(CommandContext context, string sentence)
    {
        context.Output.Note(sentence);
        return ExitStatus.BadInput;
    }

    private sealed record Wish(LetterScope Scope, string? Week, string File);
}
