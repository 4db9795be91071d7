using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>What to do first and next, and what was fixed.</summary>
internal sealed class TechnicalAlerts(TechnicalEdition edition, LetterFor reader, LetterDates dates)
{
    private readonly LetterWords _words = reader.Words;

    public IEnumerable<Block> First()
    {
        if (edition.First.Count == 0)
            return Spare();
        List<Block> blocks = [new Block.Heading(_words["technical.first"])];
        blocks.AddRange(edition.First.Select((line, index) => Action(line, index + 1)));
        if (edition.First.Count(line => line.Alone is not null) > 1)
            blocks.Add(new Block.Prose(_words["technical.not-additive"], Muted: true));
        return blocks;
    }

    public IEnumerable<Block> Next()
    {
        if (edition.Next.Count > 0)
        {
            yield return new Block.Heading(_words["technical.next"]);
            foreach (var line in edition.Next)
                yield return Row(line);
        }
        if (edition.NextLeft > 0)
            yield return Linked(_words.Count("technical.next-left", edition.NextLeft));
        if (Others() is { } others)
            yield return others;
    }

    private IEnumerable<Block> Spare() =>
        edition.Spare is not { } spare
            ? []
            :
            [
                new Block.Heading(_words["technical.spare"]),
                Row(spare, spare.Alone is { } alone ? _words["technical.spare-gain", alone.Shown, alone.Grade] : null),
            ];

    private Block.Action Action(AlertLine line, int number)
    {
        var gesture = _words.Prose(line.Gesture);
        return new(
            number,
            SeverityView.Of(line.Severity, _words),
            string.Join(" · ", [.. Site(line), new AlertTags(_words, dates).Of(line)]),
            Title(line),
            Assets(line),
            [Sentences.First(_words.Prose(line.Why))],
            _words["technical.gesture"],
            Sentences.Continued(gesture),
            Due(line),
            Gain(line)
        );
    }

    private Block.Row Row(AlertLine line, string? gain = null)
    {
        var tags = new AlertTags(_words, dates).Of(line);
        var state = line.AcceptedUntil is { } until ? _words["technical.accepted-until", dates.Day(until)] : Due(line);
        string?[] lines = [.. Site(line), tags.Length > 0 ? $"{tags}." : null, gain is null ? state : $"{state} {gain}"];
        return new(
            SeverityView.Of(line.Severity, _words),
            Title(line),
            line.AcceptedUntil is not null,
            Assets(line),
            [.. lines.OfType<string>().Where(text => text.Length > 0)]
        );
    }

    private IReadOnlyList<string> Site(AlertLine line) => line.Site is { } site ? [_words.Prose(site)] : [];

    private LinkView Title(AlertLine line) =>
        new(
            _words.Prose(line.Title),
            line.Count == 1 ? reader.Addresses.Alert(line.Id) : reader.Addresses.Alerts(line.Finess, rule: line.RuleId)
        );

    private List<string> Assets(AlertLine line)
    {
        if (!reader.IsFull)
            return [];
        List<string> assets = [.. line.Assets.Select(LetterAsset.Of)];
        if (line.Count > assets.Count)
            assets.Add(_words.Count("common.and-assets", line.Count - assets.Count));
        return assets;
    }

    private string Due(AlertLine line) =>
        line.DueOn is not { } due ? _words["common.no-due"]
        : line.OverdueDays > 0 ? _words.Count("common.overdue", line.OverdueDays, dates.Day(due))
        : _words["common.due", dates.Day(due)];

    private string? Gain(AlertLine line) =>
        line is { Now: { } now, Alone: { } alone } && alone.Shown > now.Shown
            ? _words[line.Site is null ? "technical.alone" : "technical.alone-site", now.Shown, alone.Shown]
            : null;

    private Block.Prose? Others()
    {
        var number = edition.Others.Sum(row => row.Count);
        if (number == 0)
            return null;
        var severities = new TechnicalCounts(edition, reader, dates).Severities(edition.Others);
        var isAlone = edition.First.Count + edition.Next.Count == 0 && edition.Spare is null;
        var isMoved = edition.OthersMoved || TechnicalSituations.Of(edition) == TechnicalSituation.FirstMeasure;
        var key =
            isMoved ? (isAlone ? "technical.rest-moved" : "technical.others-moved")
            : !isAlone ? "technical.others"
            : edition.Fault is null ? "technical.rest"
            : "technical.rest-unknown";
        var due = edition.OthersDueOn is { } day
            ? _words["technical.others-due", dates.Day(day)]
            : _words["technical.others-none-due"];
        return Linked($"{_words.Count(key, number, severities)} {due}");
    }

    private Block.Prose Linked(string text) =>
        new(text, new LinkView(_words["technical.see-all"], reader.Addresses.Alerts(edition.Finess)));
}
