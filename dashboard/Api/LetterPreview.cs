using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Queries;
using LetterRenderer = CyberWatch.Infra.Mail.Rendering.LetterRenderer;

namespace CyberWatch.Dashboard.Api;

/// <summary>Letters as their readers get them, but for the link that ends the letter: it is the recipient's alone.</summary>
internal sealed class LetterPreview(LetterRenderer renderer, LetterQueries letters)
{
    /// <summary>Of a letter's own address: nothing is fetched, nothing runs, and only our pages frame it. Its styles stand in the letter.</summary>
    public const string Policy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'self'";

    public Task<RenderedLetter> OfAsync(LetterDetail found, CancellationToken cancellationToken) =>
        renderer.RenderAsync(found.Edition, found.Letter, LetterLinks.None, cancellationToken);

    public static async Task<IResult> HtmlAsync(
        Guid id,
        CurrentReader current,
        LetterPreview preview,
        CancellationToken cancellationToken
    )
    {
        var found = current.Value is { } reader ? await preview.Letters.FindAsync(reader.Scope, id, cancellationToken) : null;
        return found is null ? Results.NotFound() : Html(await preview.OfAsync(found, cancellationToken));
    }

    private LetterQueries Letters => letters;

    // a link of the letter opens beside the page, which no letter may replace in its frame
    private static IResult Html(RenderedLetter letter) =>
        Results.Content(
            letter.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.OrdinalIgnoreCase),
            "text/html; charset=utf-8"
        );
}
