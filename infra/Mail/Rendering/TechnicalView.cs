using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The technical letter in words: its blocks in the order of the editorial rules, those without data left out.</summary>
internal static class TechnicalView
{
    public static LetterView Of(TechnicalEdition edition, LetterFor reader)
    {
        var (words, spoken) = (reader.Words, new WeekWords(edition, reader));
        var footer = Footers.Of(reader, words["common.because-rssi", words.Prose(edition.Name)], spoken.Numbers);
        if (reader.Detail == DetailLevel.Link)
            return LinkOnly.Weekly(words["common.technical"], edition.Name, spoken.Week, footer, reader);

        var verdict = new TechnicalVerdict(edition, reader, spoken.Dates);
        return new(
            words.Language,
            verdict.Subject,
            verdict.Preheader,
            words["common.technical"],
            words.Prose(edition.Name),
            spoken.Dates.Week(spoken.Week),
            verdict.Title,
            verdict.Text,
            [.. Blocks(edition, reader, spoken)],
            footer
        );
    }

    private static IEnumerable<Block> Blocks(TechnicalEdition edition, LetterFor reader, WeekWords spoken)
    {
        var dates = spoken.Dates;
        var alerts = new TechnicalAlerts(edition, reader, dates);
        var coverage = new TechnicalCoverage(edition, reader, dates);
        return
        [
            .. spoken.Notes(),
            .. coverage.OurFault(),
            .. new TechnicalScore(edition, reader).Blocks(),
            .. alerts.First(),
            .. alerts.Next(),
            .. new TechnicalCounts(edition, reader, dates).Blocks(),
            .. new TechnicalProofs(edition, reader, dates).Blocks(),
            .. coverage.Blocks(),
            new Block.Button(new(reader.Words["technical.open"], reader.Addresses.Alerts(edition.Finess))),
        ];
    }
}
