using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The letter for who wants nothing but a link in his mailbox: one sentence, one link, no verdict.</summary>
internal static class LinkOnly
{
    public static LetterView Weekly(string edition, string who, ReportedWeek week, FooterView footer, LetterFor reader)
    {
        var words = reader.Words;
        return new(
            words.Language,
            SubjectLine.Fit(
                who,
                name => words["common.link-subject", name, week.Number],
                name => words["common.link-subject-short", name, week.Number]
            ),
            "",
            edition,
            words.Prose(who),
            new LetterDates(words, week.Sunday).Week(week),
            words["common.link-title", week.Number],
            words["common.link-text"],
            [new Block.Button(new(words["common.link-open"], Page(reader)))],
            footer with
            {
                Settings = null,
            }
        );
    }

    private static string Page(LetterFor reader) =>
        reader.Links.Letter is { } id ? reader.Addresses.Letter(id) : reader.Addresses.Letters;
}

/// <summary>The last lines of every letter.</summary>
internal static class Footers
{
    public static FooterView Of(LetterFor reader, string because, string numbers)
    {
        var words = reader.Words;
        var level = reader.Detail switch
        {
            DetailLevel.Full => words["common.detail-full"],
            DetailLevel.Summary => words["common.detail-summary"],
            _ => words["common.detail-link"],
        };
        return new(
            because,
            level,
            new LinkView(words["common.settings"], reader.Addresses.Letters),
            reader.Links.Unsubscribe is { } address ? new LinkView(words["common.unsubscribe"], address.AbsoluteUri) : null,
            numbers
        );
    }
}
