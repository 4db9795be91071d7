using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CyberWatch.Dashboard.Api;

/// <summary>What there is beside pages. As for pages: whoever did not sign in is sent to the door, what is not his does not exist.</summary>
internal static class Endpoints
{
    public static void MapEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        // for a load balancer: one word, and only of what the pages cannot do without; the reasons are on the port of the watchers
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Name == RegistryHealth.Name })
            .AllowAnonymous();
        app.MapPost("/deconnexion", SignOutAsync);
        app.MapPost("/langue", SpeakAsync).AllowAnonymous();
        app.MapGet("/alertes/{id:guid}/releve.json", Evidence.GetAsync);
        app.MapGet("/releves/releve.json", FindingDownloads.DocumentAsync);
        app.MapGet("/releves/export.ndjson", FindingDownloads.LinesAsync);
        app.MapGet("/releves/export.csv", FindingDownloads.CsvAsync);
        app.MapGet("/lettres/{id:guid}/apercu.html", ShownLetters.HtmlAsync).WithMetadata(new ContentPolicy(ShownLetters.Policy));
        app.MapGet("/lettres/a-venir/{scope}/apercu.html", ShownLetters.HtmlToComeAsync)
            .WithMetadata(new ContentPolicy(ShownLetters.Policy));
        app.MapUnsubscribing();
    }

    // binding a form makes the framework ask for the antiforgery token
    private static async Task<IResult> SignOutAsync([FromForm] string? _, SignInManager<User> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/connexion");
    }

    private static async Task<IResult> SpeakAsync(
        [FromForm] string language,
        [FromForm] string? retour,
        HttpContext context,
        CurrentReader current,
        Enrolment enrolment
    )
    {
        if (!Language.Known(language))
        {
            return Results.BadRequest();
        }

        context.Response.Cookies.Append(
            Language.Cookie,
            language,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );
        if (current.Value is { User: { Language: not null } user })
        {
            await enrolment.SpeakAsync(user.Id, language);
        }

        return Results.LocalRedirect(ReturnAddress.Local(retour));
    }
}
