using System.Globalization;
using CyberWatch.Dashboard.Access;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using LetterRenderer = CyberWatch.Infra.Mail.Rendering.LetterRenderer;

namespace CyberWatch.Dashboard.Api;

/// <summary>
/// Letters as their readers get them, and those to come, composed now and kept nowhere. No preview holds the link that ends the letter: it
/// is the recipient's alone.
/// </summary>
internal sealed class ShownLetters(
    IEditionComposer composer,
    LetterRenderer renderer,
    LetterPlanQueries plan,
    LetterQueries letters,
    TimeProvider clock
)
{
    /// <summary>Of a letter's own address: nothing is fetched, nothing runs, and only our pages frame it. Its styles stand in the letter.</summary>
    public const string Policy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'self'";

    public Task<RenderedLetter> OfAsync(LetterDetail found, CancellationToken cancellationToken) =>
        renderer.RenderAsync(found.Edition, found.Letter, LetterLinks.None, cancellationToken);

    /// <summary>In the language of the page; as it is kept where it was written early. Null where there is nothing to write about.</summary>
    public async Task<RenderedLetter?> ToComeAsync(
        AccessScope scope,
        PlannedRound round,
        DetailLevel detail,
        CancellationToken cancellationToken
    )
    {
        var edition = round.WrittenAt is null
            ? await composer.WeeklyAsync(LetterScope.Parse(round.Scope), round.Week, cancellationToken)
            : await letters.EditionAsync(scope, round.Kind, round.Scope, round.Week, cancellationToken);
        return edition is null
            ? null
            : await renderer.RenderAsync(edition, ForNobody(edition, detail), LetterLinks.None, cancellationToken);
    }

    public static async Task<IResult> HtmlAsync(
        Guid id,
        CurrentReader current,
        ShownLetters shown,
        CancellationToken cancellationToken
    )
    {
        var found = current.Value is { } reader ? await shown.Letters.FindAsync(reader.Scope, id, cancellationToken) : null;
        return found is null ? Results.NotFound() : Html(await shown.OfAsync(found, cancellationToken));
    }

    public static async Task<IResult> HtmlToComeAsync(
        string scope,
        string? detail,
        CurrentReader current,
        ShownLetters shown,
        CancellationToken cancellationToken
    )
    {
        if (
            current.Value is { } reader
            && await shown.Plan.FindAsync(reader.Scope, scope, cancellationToken) is { } round
            && await shown.ToComeAsync(reader.Scope, round, LetterView.DetailOf(detail), cancellationToken) is { } letter
        )
        {
            return Html(letter);
        }

        return Results.NotFound();
    }

    private LetterQueries Letters => letters;
    private LetterPlanQueries Plan => plan;

    // a link of the letter opens beside the page, which no letter may replace in its frame
    private static IResult Html(RenderedLetter letter) =>
        Results.Content(
            letter.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.OrdinalIgnoreCase),
            "text/html; charset=utf-8"
        );

    private Letter ForNobody(Edition edition, DetailLevel detail) =>
        new()
        {
            Id = Guid.Empty,
            EditionId = edition.Id,
            Recipient = "",
            RecipientName = "",
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Detail = detail,
            MessageId = "",
            State = LetterState.Planned,
            DueAt = clock.GetUtcNow(),
        };
}
