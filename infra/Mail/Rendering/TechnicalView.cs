using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The technical letter in words: its blocks in the order of the editorial rules, those without data left out.</summary>
internal static class TechnicalView
{
    public static LetterView Of(TechnicalEdition edition, LetterFor reader)
    {
        var week = ReportedWeek.Parse(edition.Week) ?? throw new FormatException($"'{edition.Week}' is no week.");
        var (words, dates) = (reader.Words, new LetterDates(reader.Words, week.Sunday));
        if (reader.Detail == DetailLevel.Link)
            return LinkOnly.Weekly(words["common.technical"], edition.Name, week, Footer(edition, reader, dates, week), reader);

        var verdict = new TechnicalVerdict(edition, reader, dates);
        return new(
            words.Language,
            verdict.Subject,
            verdict.Preheader,
            words["common.technical"],
            words.Prose(edition.Name),
            dates.Week(week),
            verdict.Title,
            verdict.Text,
            [.. Blocks(edition, reader, dates)],
            Footer(edition, reader, dates, week)
        );
    }

    private static IEnumerable<Block> Blocks(TechnicalEdition edition, LetterFor reader, LetterDates dates)
    {
        var alerts = new TechnicalAlerts(edition, reader, dates);
        var coverage = new TechnicalCoverage(edition, reader, dates);
        return
        [
            .. Notes(edition, reader.Words, dates),
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

    private static IEnumerable<Block> Notes(TechnicalEdition edition, LetterWords words, LetterDates dates)
    {
        if (edition.IsLate)
            yield return new Block.Prose(words["common.late", dates.Day(edition.Today)]);
        if (edition.IsRunning)
            yield return new Block.Prose(words["common.running"]);
    }

    private static FooterView Footer(TechnicalEdition edition, LetterFor reader, LetterDates dates, ReportedWeek week) =>
        Footers.Of(
            reader,
            reader.Words["common.because-rssi", reader.Words.Prose(edition.Name)],
            reader.Detail == DetailLevel.Link ? reader.Words["common.no-tracking"]
                : edition.IsRunning ? reader.Words["common.numbers-running", dates.Day(edition.Today)]
                : reader.Words["common.numbers", dates.Day(week.Sunday)]
        );
}
