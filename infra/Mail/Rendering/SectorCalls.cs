using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Whom to call first. No further than four: the rest is a list on the dashboard, never a league table by mail.</summary>
internal sealed class SectorCalls(SectorEdition edition, LetterFor reader)
{
    private readonly LetterWords _words = reader.Words;

    public IEnumerable<Block> Blocks()
    {
        if (edition.CallFirst.Count == 0)
            yield break;
        yield return new Block.Heading(_words["sector.call"]);
        yield return new Block.Table(
            TableShape.List,
            [new(_words["sector.establishment"]), new(_words["sector.waits"]), new(_words["sector.since"], Right: true)],
            [.. edition.CallFirst.Select(Row)]
        );
        var left = edition.ToCall - edition.CallFirst.Count;
        yield return new Block.Prose(
            left > 0 ? _words.Count("sector.call-rest", left) : "",
            new LinkView(_words["sector.call-all"], reader.Addresses.Alerts(null, Severity.Critical))
        );
    }

    private IReadOnlyList<Cell> Row(CallLine line)
    {
        string?[] words =
        [
            _words.Prose(line.Title) + (line.More > 0 ? $" {_words.Count("sector.more", line.More)}" : ""),
            line.Exploited ? _words["sector.exploited"] : null,
            _words[line.Overdue ? "sector.overdue" : "sector.unanswered"],
        ];
        return
        [
            new(
                _words.Prose(line.Name),
                reader.Addresses.Establishment(line.Finess),
                line.Region is { } region ? _words.Prose(region) : null
            ),
            new(string.Join(", ", words.OfType<string>()), Badge: SeverityView.Of(line.Severity, _words)),
            new(_words.Count("sector.days", line.Days)),
        ];
    }
}
