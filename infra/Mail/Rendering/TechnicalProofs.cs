using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>What was fixed, with the answers that proved it. Nothing is said where nothing was.</summary>
internal sealed class TechnicalProofs(TechnicalEdition edition, LetterFor reader, LetterDates dates)
{
    private readonly LetterWords _words = reader.Words;

    public IEnumerable<Block> Blocks()
    {
        if (edition.Fixed.Count == 0)
            yield break;
        yield return new Block.Heading(_words["technical.fixed"]);
        foreach (var line in edition.Fixed)
            yield return Row(line);
        if (edition.FixedLeft > 0)
        {
            yield return new Block.Prose(
                _words.Count("technical.fixed-left", edition.FixedLeft),
                new LinkView(_words["technical.see-fixed"], reader.Addresses.Resolved(edition.Finess))
            );
        }
    }

    private Block.Row Row(FixedLine line)
    {
        var site = line.Site is { } name ? new[] { _words.Prose(name) } : [];
        return new(
            SeverityView.Proved(_words),
            new LinkView(_words.Prose(line.Title), reader.Addresses.Alert(line.Id)),
            Struck: false,
            reader.IsFull ? [LetterAsset.Of(line.Asset)] : [],
            reader.IsFull ? [.. site, Proof(line)] : site
        );
    }

    private string Proof(FixedLine line)
    {
        var word = line.Proof is "clean" or "refused" or "name-gone" ? line.Proof : "other";
        return line.First is { } first
            ? _words[$"technical.proof-{word}", dates.Both(first, line.Second)]
            : _words[$"technical.proof-last-{word}", dates.Both(line.Second, line.Second)];
    }
}
