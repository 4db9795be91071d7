using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The official's letter in words.</summary>
internal static class SectorView
{
    public static LetterView Of(SectorEdition edition, LetterFor reader)
    {
        var week = ReportedWeek.Parse(edition.Week) ?? throw new FormatException($"'{edition.Week}' is no week.");
        var (words, dates) = (reader.Words, new LetterDates(reader.Words, week.Sunday));
        var numbers =
            reader.Detail == DetailLevel.Link ? words["common.no-tracking"]
            : edition.IsRunning ? words["common.numbers-running", dates.Day(edition.Today)]
            : words["common.numbers", dates.Day(week.Sunday)];
        var footer = Footers.Of(reader, words["common.because-sector"], numbers);
        if (reader.Detail == DetailLevel.Link)
            return LinkOnly.Weekly(words["common.sector"], words["sector.who"], week, footer, reader);

        var verdict = new SectorVerdict(edition, words, week);
        return new(
            words.Language,
            verdict.Subject,
            reader.IsFull ? verdict.Preheader : "",
            words["common.sector"],
            words["sector.who"],
            dates.Week(week),
            verdict.Title,
            verdict.Text,
            [.. Blocks(edition, reader, dates, week)],
            footer
        );
    }

    private static IEnumerable<Block> Blocks(SectorEdition edition, LetterFor reader, LetterDates dates, ReportedWeek week)
    {
        var words = reader.Words;
        if (edition.IsLate)
            yield return new Block.Prose(words["common.late", dates.Day(edition.Today)]);
        if (edition.IsRunning)
            yield return new Block.Prose(words["common.running"]);
        foreach (var block in new SectorCalls(edition, reader).Blocks())
            yield return block;
        foreach (var block in new SectorFigures(edition, reader, dates, week).Blocks())
            yield return block;
        foreach (var block in new SectorCoverage(edition, reader, dates).Blocks())
            yield return block;
        yield return new Block.Button(new(words["sector.open"], reader.Addresses.Sector));
    }
}

/// <summary>Subject, title and first sentences of the sector letter.</summary>
internal sealed class SectorVerdict(SectorEdition edition, LetterWords words, ReportedWeek week)
{
    /// <summary>We failed half of those that we follow: that is the news of the week.</summary>
    private bool OurFault => edition.Failed > 0 && edition.Failed * 2 >= edition.Followed;

    /// <summary>Nobody was scanned yet.</summary>
    private bool Unmeasured => edition.Coverage is null && !OurFault && edition.ToCall == 0;

    private string Verified => words.Percent(edition.Coverage?.Verified ?? 0, edition.Coverage?.Assets ?? 0);

    public string Subject =>
        Typography.Plain(
            OurFault ? words["sector.subject-fault", week.Number]
            : Unmeasured ? words["sector.subject-unmeasured", week.Number]
            : edition.ToCall > 0 ? words.Count("sector.subject-call", edition.ToCall, week.Number)
            : words["sector.subject-none", week.Number]
        );

    public string Title =>
        OurFault ? words["sector.title-fault"]
        : Unmeasured ? words["technical.title-unmeasured"]
        : edition.ToCall > 0 ? words.Count("sector.title-call", edition.ToCall)
        : words["sector.title-none"];

    public string Text =>
        string.Join(
            ' ',
            (OurFault ? new[] { Failed(), FaultCall() } : [Call(), Failed(), Median()]).Where(sentence => sentence.Length > 0)
        );

    public string Preheader =>
        edition.Coverage is null ? "" : words["sector.preheader", words.Count("sector.followed", edition.Followed), Verified];

    private string Failed() => edition.Failed == 0 ? "" : words.Count("sector.text-failed", edition.Failed);

    private string FaultCall() => edition.ToCall == 0 ? "" : words.Count("sector.text-fault-call", edition.ToCall);

    private string Call() =>
        edition.ToCall > 0 ? words["sector.text-call"]
        : Unmeasured ? words["technical.text-unmeasured"]
        : edition.Coverage is { IsComplete: true } ? words["sector.text-none"]
        : words["sector.text-none-seen"];

    private string Median() =>
        (edition.Median, edition.MedianBefore) switch
        {
            ({ } median, { } before) => words["sector.text-median-was", median, before],
            ({ } median, null) => words["sector.text-median", median],
            _ => "",
        };
}
