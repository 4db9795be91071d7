using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The score of one establishment and what moved it, or the sites of a group.</summary>
internal sealed class TechnicalScore(TechnicalEdition edition, LetterFor reader)
{
    private readonly LetterWords _words = reader.Words;

    public IEnumerable<Block> Blocks() =>
        edition.Finess is null ? Sites()
        : edition.Sites[0].Score is { } score ? [Score(score)]
        : edition.Numbers.OpenTotal > 0 ? [new Block.Prose(_words["technical.score-none"], Muted: true)]
        : [];

    private Block.Score Score(ScoreLine score)
    {
        string?[] lines =
        [
            score.IsFirst ? _words["technical.score-first", score.Now.Grade]
            : score.Previous is not { } before ? _words["technical.score-alone", score.Now.Grade]
            : before == score.Now
                ? _words[edition.Fault is null ? "technical.score-same" : "technical.score-same-known", score.Now.Grade]
            : _words["technical.score-was", score.Now.Grade, before.Shown, before.Grade],
            score.Provisional ? _words["technical.score-why-provisional"] : null,
            Medians(score.Medians),
        ];
        return new(
            _words["technical.score"],
            score.Now.Shown,
            score.Now.Grade,
            score.Provisional ? _words["technical.score-provisional"] : null,
            reader.Addresses.Establishment(edition.Finess!),
            [.. lines.OfType<string>()],
            [.. score.Steps.Select(Step), .. Together(score)]
        );
    }

    private string? Medians(MedianLine medians) =>
        medians switch
        {
            { Category: { } category, OfCategory: { } own, OfRegion: { } region } => _words[
                "technical.median-both",
                _words.Prose(category),
                own,
                region
            ],
            { Category: { } category, OfCategory: { } own } => _words["technical.median-category", _words.Prose(category), own],
            { OfRegion: { } region } => _words["technical.median-region", region],
            _ => null,
        };

    private StepView Step(MoveLine step) =>
        new(
            Way(step.From, step.To),
            step.Kind switch
            {
                StepKind.Fixed => _words.Count("technical.step-fixed", step.Fixed),
                StepKind.Came => _words["technical.step-came", Came(step)],
                _ => _words["technical.step-other"],
            }
        );

    private string Came(MoveLine step) =>
        (step.New, step.Reopened) switch
        {
            (var fresh, 0) => _words.Count("technical.news-new", fresh),
            (0, var again) => _words.Count("technical.step-reopened", again),
            var (fresh, again) => _words.List([
                _words.Count("technical.news-new", fresh),
                _words.Count("technical.news-reopened", again),
            ]),
        };

    private IReadOnlyList<StepView> Together(ScoreLine score)
    {
        if (edition.Together is not { } together || edition.First.Count == 0 || together == score.Now)
            return [];
        var key = edition.First.Count == 1 ? "technical.step-action" : $"technical.step-actions-{edition.First.Count}";
        return [new(Way(score.Now.Shown, together.Shown), _words[key, together.Grade])];
    }

    private static string Way(int from, int to) => $"{from} → {to}";

    private IEnumerable<Block> Sites() =>
        [
            new Block.Heading(_words["technical.sites"]),
            new Block.Table(
                TableShape.Columns,
                [
                    new(_words["technical.site"]),
                    new(_words["technical.grade"], Right: true),
                    new(_words["technical.critical"], Right: true),
                    new(_words["technical.high"], Right: true),
                    new(_words["technical.checked"], Right: true),
                ],
                [.. edition.Sites.Select(Site)]
            ),
        ];

    private IReadOnlyList<Cell> Site(SiteLine site) =>
        [
            new(_words.Prose(site.Name), reader.Addresses.Establishment(site.Finess)),
            new(site.Score is { } score ? $"{score.Now.Grade} ({score.Now.Shown})" : "–"),
            new(_words.Number(site.Critical)),
            new(_words.Number(site.High)),
            new(
                !site.HasMandate ? _words["technical.no-mandate"]
                : site.Coverage is { } seen ? _words.Percent(seen.Verified, seen.Assets)
                : "–"
            ),
        ];
}
