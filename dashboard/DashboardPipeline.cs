using CyberWatch.Dashboard.Access;
using CyberWatch.Dashboard.Api;
using CyberWatch.Dashboard.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace CyberWatch.Dashboard;

internal static class DashboardPipeline
{
    /// <summary>The order matters: who reads is known before the language, both before anything is refused or shown.</summary>
    public static void UseDashboard(this WebApplication app)
    {
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<BrokenTransfers>();
        app.UseMiddleware<SecurityHeaders>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/erreur", createScopeForErrors: true);
            app.UseHsts();
        }

        // inside the handler of faults, whose page asks the registry who reads
        app.UseMiddleware<RegistryOutage>();
        app.UseStatusCodePagesWithReExecute("/introuvable", createScopeForStatusCodePages: true);
        app.Use(KeepAnswersToPosts);
        app.UseAuthentication();
        app.UseMiddleware<ReaderMiddleware>();
        app.UseRequestLocalization();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapEndpoints();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>A refused form is answered as it is: run again as a page, it would be read as that page's form.</summary>
    private static Task KeepAnswersToPosts(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }
}
