using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>How letters are worded: their kind, the time that they speak of, and what became of them. Only what a relay accepted is green.</summary>
internal static class LetterView
{
    /// <summary>Icon, colour and word.</summary>
    public static (string Icon, string Colour, string Word) State(LetterState state, Texts texts) =>
        state switch
        {
            LetterState.Planned => ("clock", "", texts["letters.planned"]),
            LetterState.Sending => ("busy", "busy", texts["letters.sending"]),
            LetterState.Sent => ("clean", "clean", texts["letters.sent"]),
            LetterState.Unknown => ("inconclusive", "inconclusive", texts["letters.unknown"]),
            LetterState.Failed => ("critical", "critical", texts["letters.failed"]),
            LetterState.Held => ("pause", "high", texts["letters.held"]),
            LetterState.Written => ("rule", "", texts["letters.written"]),
            LetterState.Dropped => ("falsepos", "info", texts["letters.dropped"]),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    public static string Kind(EditionKind kind, Texts texts) =>
        kind switch
        {
            EditionKind.Technical => texts["letters.technical"],
            EditionKind.Sector => texts["letters.sector"],
            EditionKind.Urgent => texts["letters.urgent"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static string Detail(DetailLevel detail, Texts texts) =>
        detail switch
        {
            DetailLevel.Full => texts["letters.detail-full"],
            DetailLevel.Summary => texts["letters.detail-summary"],
            DetailLevel.Link => texts["letters.detail-link"],
            _ => throw new ArgumentOutOfRangeException(nameof(detail), detail, null),
        };

    public static string Slug(DetailLevel detail) =>
        detail switch
        {
            DetailLevel.Full => "complet",
            DetailLevel.Summary => "resume",
            DetailLevel.Link => "lien",
            _ => throw new ArgumentOutOfRangeException(nameof(detail), detail, null),
        };

    /// <summary>What an address names; the whole letter when it names nothing.</summary>
    public static DetailLevel DetailOf(string? slug) => Enum.GetValues<DetailLevel>().FirstOrDefault(one => Slug(one) == slug);

    /// <summary>"Lettre technique, Centre hospitalier de Vauclair".</summary>
    public static string Title(EditionKind kind, string scope, string? name, Texts texts) =>
        kind == EditionKind.Sector ? Kind(kind, texts) : $"{Kind(kind, texts)}, {name ?? scope}";

    public static string Slug(EditionKind kind) =>
        kind switch
        {
            EditionKind.Technical => "technique",
            EditionKind.Sector => "secteur",
            EditionKind.Urgent => "urgent",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static string Standing(LetterStanding standing, Texts texts) =>
        standing switch
        {
            LetterStanding.All => texts["letters.list-all"],
            LetterStanding.Waiting => texts["letters.list-waiting"],
            LetterStanding.Delivered => texts["letters.list-delivered"],
            LetterStanding.Written => texts["letters.list-written"],
            LetterStanding.Failed => texts["letters.list-failed"],
            LetterStanding.Held => texts["letters.list-held"],
            LetterStanding.Dropped => texts["letters.list-dropped"],
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    public static string Slug(LetterStanding standing) =>
        standing switch
        {
            LetterStanding.All => "toutes",
            LetterStanding.Waiting => "en-route",
            LetterStanding.Delivered => "envoyees",
            LetterStanding.Written => "fichiers",
            LetterStanding.Failed => "echecs",
            LetterStanding.Held => "retenues",
            LetterStanding.Dropped => "abandonnees",
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    /// <summary>What an address asks for; what it does not say, or says wrongly, filters nothing.</summary>
    public static LetterFilter Filter(string? standing, string? kind, string? scope, string? text) =>
        new()
        {
            Standing = Enum.GetValues<LetterStanding>().FirstOrDefault(one => Slug(one) == standing),
            Kind = Enum.GetValues<EditionKind>().Cast<EditionKind?>().FirstOrDefault(one => Slug(one!.Value) == kind),
            Scope = AlertFilters.Given(scope),
            Text = AlertFilters.Given(text),
        };

    /// <summary>"semaine 47, du 16 au 22 nov. 2026", or the moment of an urgent notice.</summary>
    public static string Period(string period, Texts texts)
    {
        if (ReportedWeek.Parse(period) is { } week)
        {
            return texts[
                "letters.week",
                week.Number,
                week.Monday.ToString("d MMM", CultureInfo.CurrentCulture),
                When.Day(week.Sunday)
            ];
        }

        var isTime = DateTimeOffset.TryParse(period, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        return isTime ? When.Moment(at) : Scanned.Text(period);
    }
}
