using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>What was not seen in the sector: gaps, provisional scores, mandates, and how old the register is.</summary>
internal sealed class SectorCoverage(SectorEdition edition, LetterFor reader, LetterDates dates)
{
    private readonly LetterWords _words = reader.Words;

    public IEnumerable<Block> Blocks()
    {
        yield return new Block.Heading(_words["sector.coverage"]);
        yield return new Block.Prose(Seen());
        if (edition.Coverage is { Gaps.Count: > 0 } seen)
            yield return Gaps(seen);
        if (Sentences() is { Length: > 0 } sentences)
            yield return new Block.Prose(sentences);
        if (edition.WithoutMandate > 0)
        {
            yield return new Block.Prose(
                _words.Count("sector.without", edition.WithoutMandate),
                new LinkView(_words["sector.without-see"], reader.Addresses.WithoutMandate)
            );
        }
    }

    private string Seen()
    {
        if (edition.Coverage is not { } seen)
            return _words["sector.coverage-none"];
        var verified = _words[
            "common.verified",
            _words.Number(seen.Verified),
            _words.Number(seen.Assets),
            _words.Percent(seen.Verified, seen.Assets)
        ];
        return seen.Gaps.Count == 0 ? verified : $"{verified} {_words.Count("sector.others", seen.Missing)}";
    }

    private Block.Table Gaps(CoverageLine seen)
    {
        var reasons = new Gaps(_words);
        return new(
            TableShape.Columns,
            [new(_words["common.reason"]), new(_words["common.assets"], Right: true)],
            [.. seen.Gaps.Select(gap => (IReadOnlyList<Cell>)[new(reasons.Reasons(gap.Reason)), new(_words.Number(gap.Assets))])]
        );
    }

    private string Sentences()
    {
        string?[] sentences =
        [
            edition.Provisional > 0 ? _words.Count("sector.provisional", edition.Provisional) : null,
            edition.MandatesEnding > 0
                ? _words.Count("sector.ending", edition.MandatesEnding, dates.Date(edition.MandatesEndingBefore))
                : null,
            edition.RegisterOf is not { } day ? null
            : day == edition.Today ? _words["sector.register-today"]
            : _words.Count("sector.register", edition.Today.DayNumber - day.DayNumber, dates.Date(day)),
        ];
        return string.Join(' ', sentences.OfType<string>());
    }
}
