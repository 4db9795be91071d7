using CyberWatch.Infra.Mail;
using Microsoft.AspNetCore.Http.Features;

namespace CyberWatch.Dashboard.Api;

/// <summary>
/// Ends an edition for one recipient: by one click (RFC 8058: a POST without sign-in, redirect or cookie, of which a mail program shows
/// nothing) or by the button of the page. The token is all that is needed, hence no antiforgery token. A GET changes nothing.
/// </summary>
internal static class Unsubscribing
{
    public const string Route = $"/{UnsubscribeTokens.Path}/{{token}}";
    public const string Field = "List-Unsubscribe";
    public const string OneClick = "One-Click";
    public const string Page = "Page";
    private const int MostOctets = 4096;

    /// <summary>For a body that does not say how long it is, as HTTP/2 allows.</summary>
    private static readonly FormOptions Bounds = new()
    {
        ValueCountLimit = 8,
        KeyLengthLimit = 256,
        ValueLengthLimit = 256,
        MultipartBodyLengthLimit = MostOctets,
    };

    public static void MapUnsubscribing(this WebApplication app) =>
        // before the page of the same address, which would take the post for a form of its own
        app.MapPost(Route, PostAsync)
            .WithOrder(-1)
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(Access.AccessRegistration.Attempts);

    private static async Task<IResult> PostAsync(
        string token,
        HttpRequest request,
        UnsubscribeTokens tokens,
        MailRefusals refusals,
        Texts texts,
        CancellationToken cancellationToken
    )
    {
        if (await tokens.VerifyAsync(token, cancellationToken) is not { } letter)
        {
            return Results.NotFound();
        }

        var wish = await WishAsync(request, cancellationToken);
        if (wish is not (OneClick or Page))
        {
            return Results.BadRequest();
        }

        var how = wish == OneClick ? "one-click" : "page";
        if (await refusals.RefuseAsync(letter, how, cancellationToken) is null)
        {
            return Results.NotFound();
        }

        return wish == OneClick
            ? Results.Text(texts["letters.unsubscribed"], "text/plain", System.Text.Encoding.UTF8)
            : Results.LocalRedirect($"/{UnsubscribeTokens.Path}/{token}");
    }

    /// <summary>RFC 8058 section 3.1: form data, either way of writing it.</summary>
    private static async Task<string?> WishAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentLength > MostOctets)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(Bounds, cancellationToken);
            return form[Field];
        }
        catch (InvalidDataException)
        {
            return null; // no form after all
        }
    }
}
