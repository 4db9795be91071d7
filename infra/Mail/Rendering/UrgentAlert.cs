using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>One alert of an urgent notice: what it is, what to do in which order, and what we did.</summary>
internal sealed class UrgentAlert(UrgentEdition edition, UrgentLine line, LetterWords words, LetterDates dates)
{
    private const int LongestCommand = 400;
    private const int MostCommands = 4;

    private bool IsOne => edition.Alerts.Count == 1;

    public string Seen()
    {
        var times = line.Seen.Select(When).ToList();
        var seen =
            times.Count > 1 ? words["urgent.seen-twice", times[0], times[^1]]
            : times.Count == 1 ? words["urgent.seen-once", times[0]]
            : words["urgent.several"];
        string[] sentences = line.Reopened
            ? [words["urgent.badge"], words["urgent.reopened"], seen]
            : [words["urgent.badge"], seen];
        return string.Join(' ', sentences);
    }

    public IEnumerable<Block> Blocks(LetterFor reader)
    {
        yield return new Block.Table(TableShape.Facts, [], [.. Facts(reader)]);
        if (line.Exploited)
            yield return new Block.Prose(words["urgent.exploited"]);
        var steps = Sentences.Steps(words.IsFrench ? line.Fix.Fr : line.Fix.En);
        if (steps.Count > 0)
        {
            if (IsOne)
                yield return new Block.Heading(words["urgent.in-order"]);
            yield return new Block.Numbered([.. steps.Select(words.Prose)]);
        }
        if (!reader.IsFull || line.Replay.Count == 0)
            yield break;
        if (IsOne)
            yield return new Block.Heading(words["urgent.done"]);
        yield return new Block.Prose(words["urgent.replay"]);
        yield return new Block.Commands([
            .. line.Replay.Take(MostCommands).Select(command => ScannedText.OneLine(command, LongestCommand)),
        ]);
        if (line.RequestId is { } request)
            yield return new Block.Prose(words["urgent.request", ScannedText.OneLine(request, LongestCommand)]);
    }

    private IEnumerable<IReadOnlyList<Cell>> Facts(LetterFor reader)
    {
        if (reader.IsFull)
            yield return [new(words["urgent.system"]), new(LetterAsset.Of(line.Asset), Mono: true)];
        if (!IsOne)
            yield return [new(words["urgent.seen"]), new(string.Join(", ", line.Seen.Select(When)))];
        yield return [new(words["urgent.means"]), new(words.Prose(line.Why))];
        if (line.DueOn is { } due)
            yield return [new(words["urgent.due"]), new(words["urgent.due-value", Capital(dates.Day(due))])];
        yield return [new(words["urgent.alert"]), new(words["urgent.open-alert"], reader.Addresses.Alert(line.Id))];
    }

    /// <summary>The hour alone where it is of the same day.</summary>
    private string When(DateTimeOffset time)
    {
        var (day, hour) = (LocalDay.Of(time, edition.TimeZone), dates.Hour(time, edition.TimeZone));
        return day == LocalDay.Of(edition.At, edition.TimeZone)
            ? words["urgent.seen-at", hour]
            : words["urgent.seen-on", dates.Day(day), hour];
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
