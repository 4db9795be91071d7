using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The urgent notice in words: only what helps in the next hour.</summary>
internal static class UrgentView
{
    public static LetterView Of(UrgentEdition edition, LetterFor reader)
    {
        var words = reader.Words;
        var dates = new LetterDates(words, LocalDay.Of(edition.At, edition.TimeZone));
        var footer = Footers.Of(
            reader with
            {
                Links = reader.Links with { Unsubscribe = null },
            },
            words["common.because-urgent", words.Prose(edition.Name)],
            words["common.no-tracking"]
        );
        var isLink = reader.Detail == DetailLevel.Link;
        var number = edition.Alerts.Count;
        return new(
            words.Language,
            SubjectLine.Fit(edition.Name, name => words.Count("urgent.subject", number, name)),
            reader.IsFull ? words["urgent.preheader"] : "",
            words["common.urgent"],
            words.Prose(edition.Name),
            dates.Moment(edition.At, edition.TimeZone),
            words.Count(isLink ? "urgent.title-link" : "urgent.title", number, TitleOf(edition.Alerts[0], words)),
            isLink ? words.Count("urgent.link-text", number) : Text(edition, words, dates),
            [.. isLink ? [Button(edition, reader)] : Blocks(edition, reader, dates)],
            footer
        );
    }

    private static string TitleOf(UrgentLine line, LetterWords words) => words.Prose(line.Title).TrimEnd('.');

    private static string Text(UrgentEdition edition, LetterWords words, LetterDates dates) =>
        edition.Alerts.Count == 1 ? new UrgentAlert(edition, edition.Alerts[0], words, dates).Seen() : words["urgent.several"];

    private static IEnumerable<Block> Blocks(UrgentEdition edition, LetterFor reader, LetterDates dates)
    {
        var words = reader.Words;
        foreach (var line in edition.Alerts)
        {
            var alert = new UrgentAlert(edition, line, words, dates);
            if (edition.Alerts.Count > 1)
                yield return new Block.Heading(words.Prose(line.Title));
            foreach (var block in alert.Blocks(reader))
                yield return block;
        }
        yield return new Block.Heading(words["urgent.unknown"]);
        yield return new Block.Prose(words["urgent.unknown-text"]);
        yield return Button(edition, reader);
    }

    private static Block.Button Button(UrgentEdition edition, LetterFor reader) =>
        edition.Alerts.Count == 1
            ? new(new(reader.Words["urgent.acknowledge"], reader.Addresses.Alert(edition.Alerts[0].Id)))
            : new(new(reader.Words["urgent.acknowledge-all"], reader.Addresses.Alerts(edition.Finess, Severity.Critical)));
}
