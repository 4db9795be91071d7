using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>What was looked at, each gap with its reason; and what we failed to do.</summary>
internal sealed class TechnicalCoverage(TechnicalEdition edition, LetterFor reader, LetterDates dates)
{
    private readonly LetterWords _words = reader.Words;

    /// <summary>Known, not known, what we do: before the score, in a week in which we failed.</summary>
    public IEnumerable<Block> OurFault()
    {
        if (edition.Fault is not { } fault)
            yield break;
        yield return new Block.Heading(_words["technical.known"]);
        yield return new Block.Prose(Known(fault), edition.Coverage is null ? null : Page());
        yield return new Block.Heading(_words["technical.unknown"]);
        yield return new Block.Prose(Unknown(fault));
        yield return new Block.Heading(_words["technical.doing"]);
        yield return new Block.Prose(_words["technical.doing-text"]);
    }

    public IEnumerable<Block> Blocks()
    {
        if (edition.Coverage is not { IsComplete: false, Assets: > 0 } seen || IsSaid(seen))
            yield break;
        var detailed = reader.IsFull && seen.Gaps.Count > 0;
        var gaps = _words.Count(detailed ? "technical.gaps" : "technical.gaps-no-detail", seen.Missing);
        yield return new Block.Heading(_words["technical.coverage"]);
        yield return new Block.Prose($"{Seen(seen)} {gaps}");
        if (detailed)
            yield return new Gaps(_words).Table(seen.Gaps);
        yield return new Block.Prose(MeasuredOn(seen), Page(), Muted: true);
    }

    /// <summary>Nothing is missing but what we failed to do, which stands above.</summary>
    private bool IsSaid(CoverageLine seen) => edition.Fault is { } fault && (fault.NoMeasure || fault.Unknown == seen.Missing);

    private string Known(OurFault fault)
    {
        if (edition.Coverage is not { } seen || fault.NoMeasure)
            return _words["technical.known-none"];
        var news = new TechnicalCounts(edition, reader, dates).News();
        var found = news.Length == 0 ? _words["technical.known-quiet"] : _words["technical.known-news", news];
        return $"{Seen(seen)} {found}";
    }

    private string Unknown(OurFault fault) =>
        fault.NoMeasure ? _words["technical.unknown-all"]
        : fault.Unknown > 0 ? _words.Count("technical.unknown-assets", fault.Unknown)
        : _words["technical.unknown-days"];

    private string Seen(CoverageLine seen) =>
        _words[
            "common.verified",
            _words.Number(seen.Verified),
            _words.Number(seen.Assets),
            _words.Percent(seen.Verified, seen.Assets)
        ];

    private string MeasuredOn(CoverageLine seen) =>
        seen.Day < edition.Today.AddDays(-1) ? _words["technical.measured-on", dates.Day(seen.Day)] : "";

    private LinkView Page() =>
        edition.Finess is { } finess
            ? new(_words["technical.see-coverage"], reader.Addresses.Establishment(finess))
            : new(_words["technical.see-sites"], reader.Addresses.Establishments);
}

/// <summary>Gaps by reason, with the assets where they are few.</summary>
internal sealed class Gaps(LetterWords words)
{
    public Block.Table Table(IReadOnlyList<GapLine> gaps) =>
        new(
            TableShape.List,
            [new(words["common.gap-what"]), new(words["common.gap-why"]), new(words["common.gap-then"])],
            [.. gaps.Select(Row)]
        );

    /// <summary>For many establishments.</summary>
    public string Reasons(string word) => words[$"common.gaps-{Known(word)}"];

    private IReadOnlyList<Cell> Row(GapLine gap)
    {
        var names = gap.Keys.Select(LetterAsset.Of).ToList();
        var more = gap.Assets - names.Count;
        if (more > 0 && names.Count > 0)
            names.Add(words.Count("common.and-assets", more));
        return
        [
            names.Count == 0
                ? new Cell(words.Count("common.assets-count", gap.Assets))
                : new Cell(string.Join("; ", names), Mono: true),
            new Cell(words[$"common.gap-{Known(gap.Reason)}"]),
            new Cell(words[$"common.then-{Known(gap.Reason)}"]),
        ];
    }

    private string Known(string word) => words.Has($"common.gap-{word}") ? word : "other";
}
