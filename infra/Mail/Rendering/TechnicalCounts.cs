using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The week in numbers, and in half a sentence.</summary>
internal sealed class TechnicalCounts(TechnicalEdition edition, LetterFor reader, LetterDates dates)
{
    private readonly LetterWords _words = reader.Words;

    private WeekNumbers Numbers => edition.Numbers;

    public IEnumerable<Block> Blocks()
    {
        if (Items() is not { Count: > 0 } items)
            yield break;
        yield return new Block.Heading(_words["technical.numbers"]);
        yield return new Block.Counts(items);
        yield return new Block.Prose(Total(), Muted: true);
    }

    /// <summary>"2 alertes nouvelles, 1 rouverte et 1 en retard"; empty where nothing of it is.</summary>
    public string News()
    {
        List<string> news =
        [
            .. Some("technical.news-new", Numbers.New),
            .. Numbers.New == 0
                ? Some("technical.step-reopened", Numbers.Reopened)
                : Some("technical.news-reopened", Numbers.Reopened),
            .. Numbers.New + Numbers.Reopened == 0 ? [] : Some("technical.news-fixed", Numbers.Fixed),
            .. Numbers.New + Numbers.Reopened == 0 ? [] : Some("technical.news-overdue", Numbers.Overdue),
        ];
        return _words.List(news);
    }

    /// <summary>"2 critiques, 1 élevée".</summary>
    public string Severities(IEnumerable<SeverityNumber> numbers) =>
        string.Join(", ", numbers.Select(row => _words.Count($"common.of-{row.Severity.Kebab()}", row.Count)));

    private IReadOnlyList<string> Some(string key, int number) => number == 0 ? [] : [_words.Count(key, number)];

    private List<CountView> Items()
    {
        var addresses = reader.Addresses;
        var open = addresses.Alerts(edition.Finess);
        var until = dates.Day(ReportedWeek.Of(edition.Today).Sunday);
        return
        [
            .. Item("technical.n-new", Numbers.New, open),
            .. Item("technical.n-reopened", Numbers.Reopened, open),
            .. Item("technical.n-fixed", Numbers.Fixed, addresses.Resolved(edition.Finess)),
            .. Item("technical.n-overdue", Numbers.Overdue, open),
            .. Item("technical.n-due", Numbers.DueSoon, open, until),
            .. Item("technical.n-ending", Numbers.Ending, null),
        ];
    }

    private CountView[] Item(string key, int number, string? address, params object?[] values) =>
        number == 0 ? [] : [new(_words.Number(number), _words.Count(key, number, values), address)];

    private string Total()
    {
        var open =
            Numbers.OpenTotal == 0
                ? _words["technical.total-none"]
                : _words.Count("technical.total", Numbers.OpenTotal, Severities(Numbers.Open));
        var accepted = Numbers.Accepted == 0 ? "" : " " + _words.Count("technical.accepted", Numbers.Accepted);
        // of one count nothing can be said twice
        var twice = Items().Count < 2 ? "" : " " + _words["technical.twice"];
        return open + accepted + twice;
    }
}
