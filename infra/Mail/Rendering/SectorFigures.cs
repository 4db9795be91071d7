using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Grades and alerts of the sector, in two tables.</summary>
internal sealed class SectorFigures(SectorEdition edition, LetterFor reader, LetterDates dates, ReportedWeek week)
{
    private readonly LetterWords _words = reader.Words;

    public IEnumerable<Block> Blocks()
    {
        yield return new Block.Heading(_words["sector.numbers"]);
        if (edition.Grades.Count > 0)
            yield return Grades();
        var followed = _words.Count("sector.followed", edition.Followed);
        yield return new Block.Prose(
            _words["sector.scored", followed, _words.Number(edition.Scored)],
            new LinkView(_words["sector.open"], reader.Addresses.Sector),
            Muted: true
        );
        if (edition.Numbers.Count == 0)
            yield break;
        yield return Numbers();
        yield return new Block.Prose(_words["sector.numbers-note", dates.Date(edition.Today)], Muted: true);
    }

    private Block.Table Grades()
    {
        List<IReadOnlyList<Cell>> rows =
        [
            [new(_words["sector.this-week"]), .. Cells(line => line.Now)],
        ];
        if (edition.Grades.Any(line => line.Before is not null))
            rows.Add([new(_words["sector.week", week.Previous.Number]), .. Cells(line => line.Before)]);
        return new(
            TableShape.Columns,
            [new(_words["sector.grade"]), .. edition.Grades.Select(line => new HeadingCell(line.Grade.ToString(), Right: true))],
            rows
        );
    }

    private IEnumerable<Cell> Cells(Func<GradeLine, int?> number) => edition.Grades.Select(line => Figure(number(line)));

    private Block.Table Numbers() =>
        new(
            TableShape.Columns,
            [
                new(_words["sector.alerts"]),
                new(_words["sector.opened"], Right: true),
                new(_words["sector.reopened"], Right: true),
                new(_words["sector.fixed"], Right: true),
                new(_words["sector.late"], Right: true),
            ],
            [
                .. edition.Numbers.Select(line =>
                    (IReadOnlyList<Cell>)
                        [
                            new(_words[$"sector.of-{line.Severity.Kebab()}"], reader.Addresses.Alerts(null, line.Severity)),
                            Figure(line.Opened),
                            Figure(line.Reopened),
                            Figure(line.Fixed),
                            Figure(line.Overdue),
                        ]
                ),
            ]
        );

    private Cell Figure(int? number) => new(number is { } one ? _words.Number(one) : "–");
}
