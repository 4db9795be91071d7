using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Subject, title and first sentences of a technical letter.</summary>
internal sealed class TechnicalVerdict(TechnicalEdition edition, LetterFor reader, LetterDates dates)
{
    private const int DaysNamed = 3;
    private readonly LetterWords _words = reader.Words;
    private readonly TechnicalSituation _situation = TechnicalSituations.Of(edition);

    private ScoreLine? Score => edition.Finess is null ? null : edition.Sites[0].Score;

    /// <summary>Said in subjects at full detail alone; a group has as many as sites.</summary>
    private string? Grade => reader.IsFull ? Score?.Now.Grade.ToString() : null;

    public string Subject =>
        SubjectLine.Fit(
            edition.Name,
            name =>
                _situation switch
                {
                    TechnicalSituation.NoMandate => _words["technical.subject-no-mandate", name],
                    TechnicalSituation.OurFault => _words["technical.subject-fault", name],
                    TechnicalSituation.Unmeasured => _words["technical.subject-unmeasured", name],
                    TechnicalSituation.FirstMeasure => Graded("technical.subject-first", name),
                    TechnicalSituation.Actions => Actions(name),
                    TechnicalSituation.News => Graded("technical.subject-news", name),
                    TechnicalSituation.Quiet => _words["technical.subject-quiet", name],
                    _ => _words["technical.subject-partial", name, Verified, Missing],
                }
        );

    public string Title =>
        _situation switch
        {
            TechnicalSituation.NoMandate => _words["technical.title-no-mandate"],
            TechnicalSituation.OurFault => _words["technical.title-fault"],
            TechnicalSituation.Unmeasured => _words["technical.title-unmeasured"],
            TechnicalSituation.FirstMeasure when Score is { } score => _words["technical.title-first", score.Now.Grade],
            TechnicalSituation.FirstMeasure => _words["technical.title-first-group"],
            TechnicalSituation.Actions => _words[$"technical.title-actions-{edition.First.Count}"],
            TechnicalSituation.News => _words["technical.title-news"],
            TechnicalSituation.Quiet => _words["technical.title-quiet"],
            _ => _words["technical.title-partial", Verified, Missing],
        };

    public string Text =>
        _situation switch
        {
            TechnicalSituation.NoMandate => _words["technical.text-no-mandate"],
            TechnicalSituation.OurFault => Fault(edition.Fault!),
            TechnicalSituation.Unmeasured => _words["technical.text-unmeasured"],
            TechnicalSituation.FirstMeasure => FirstMeasure(),
            TechnicalSituation.Actions => $"{Begin()} {Moved()} {Doors()}".Trim(),
            TechnicalSituation.News => $"{Moved()} {Complete()}".Trim(),
            TechnicalSituation.Quiet => _words.Count("technical.text-quiet", edition.Coverage!.Assets),
            _ => edition.Coverage is { } seen
                ? _words["technical.text-partial", _words.Number(seen.Verified)]
                : _words["technical.text-unmeasured"],
        };

    public string Preheader =>
        !reader.IsFull ? ""
        : _situation == TechnicalSituation.FirstMeasure ? _words["technical.preheader-first"]
        : (edition.Coverage, Score, _situation) switch
        {
            ({ } seen, { } score, TechnicalSituation.Quiet) when score.Previous == score.Now => _words[
                "technical.preheader-unmoved",
                _words.Number(seen.Verified),
                _words.Number(seen.Assets),
                score.Now.Shown,
                score.Now.Grade
            ],
            ({ }, { } score, not TechnicalSituation.OurFault) => _words[
                "technical.preheader-numbers",
                Verified,
                score.Now.Shown,
                score.Now.Grade
            ],
            ({ }, _, _) => _words["technical.preheader-coverage", Verified],
            _ => "",
        };

    private string Verified => _words.Percent(edition.Coverage?.Verified ?? 0, edition.Coverage?.Assets ?? 0);

    private string Missing =>
        _words["common.percent", 100 - LetterWords.PercentOf(edition.Coverage?.Verified ?? 0, edition.Coverage?.Assets ?? 0)];

    private string Graded(string key, string name) =>
        Grade is { } grade ? _words[key, name, grade] : _words[$"{key}-plain", name];

    private string Actions(string name) =>
        Grade is { } grade
            ? _words.Count("technical.subject-actions", edition.First.Count, name, grade)
            : _words.Count("technical.subject-actions-plain", edition.First.Count, name);

    private string Fault(OurFault fault)
    {
        string?[] sentences =
        [
            Lost(fault.LostDays),
            fault.Unknown > 0 ? _words.Count("technical.fault-gaps", fault.Unknown) : null,
            fault.NoMeasure ? _words["technical.fault-no-measure"] : null,
            edition.First.Count == 0 ? _words["technical.fault-nothing-to-do"] : null,
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    private string? Lost(IReadOnlyList<DateOnly> days) =>
        days.Count switch
        {
            0 => null,
            > DaysNamed => _words["technical.fault-many", days.Count],
            _ => _words.Count("technical.fault-days", days.Count, dates.Days(days)),
        };

    private string FirstMeasure() =>
        edition.Numbers.OpenTotal == 0
            ? _words["technical.text-first-none"]
            : $"{_words.Count("technical.text-first", edition.Numbers.OpenTotal)} {Doors()}".Trim();

    private string Begin() =>
        _words[edition.First.Count == 1 ? "technical.text-only" : "technical.text-begin", _words.Prose(edition.First[0].Title)];

    private string Moved()
    {
        var news = new TechnicalCounts(edition, reader, dates).News();
        return news.Length == 0 ? _words["technical.text-unmoved"] : _words["technical.text-moved", news];
    }

    private string Complete() =>
        edition.Coverage is { IsComplete: true } seen
            ? _words["technical.all-verified", _words.Number(seen.Verified), _words.Number(seen.Assets)]
            : "";

    private string Doors() =>
        edition.Numbers.Open.Any(row => row.Severity >= Severity.High) ? _words["technical.text-doors"] : "";
}
