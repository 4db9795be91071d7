using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The official's letter in words.</summary>
internal static class SectorView
{
    public static LetterView Of(SectorEdition edition, LetterFor reader)
    {
        var (words, spoken) = (reader.Words, new WeekWords(edition, reader));
        var footer = Footers.Of(reader, words["common.because-sector"], spoken.Numbers);
        if (reader.Detail == DetailLevel.Link)
            return LinkOnly.Weekly(words["common.sector"], words["sector.who"], spoken.Week, footer, reader);

        var verdict = new SectorVerdict(edition, words, spoken.Week);
        return new(
            words.Language,
            verdict.Subject,
            reader.IsFull ? verdict.Preheader : "",
            words["common.sector"],
            words["sector.who"],
            spoken.Dates.Week(spoken.Week),
            verdict.Title,
            verdict.Text,
            [.. Blocks(edition, reader, spoken)],
            footer
        );
    }

    private static IEnumerable<Block> Blocks(SectorEdition edition, LetterFor reader, WeekWords spoken) =>
        [
            .. spoken.Notes(),
            .. new SectorCalls(edition, reader).Blocks(),
            .. new SectorFigures(edition, reader, spoken.Dates, spoken.Week).Blocks(),
            .. new SectorCoverage(edition, reader, spoken.Dates).Blocks(),
            new Block.Button(new(reader.Words["sector.open"], reader.Addresses.Sector)),
        ];
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
