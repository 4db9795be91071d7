using System.Security.Claims;
using Microsoft.AspNetCore.Localization;

namespace CyberWatch.Dashboard.Access;

/// <summary>The language of a page: the account's, else the switch in the top bar, else the browser's, else French.</summary>
internal static class Language
{
    public const string Claim = "language";
    public const string Cookie = "cyberwatch-language";
    public static readonly string[] All = ["fr", "en"];

    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture("fr").AddSupportedCultures(All).AddSupportedUICultures(All);
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Chosen(context.User.FindFirstValue(Claim))),
            new CustomRequestCultureProvider(context => Chosen(context.Request.Cookies[Cookie])),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }

    public static bool Known(string? language) => All.Contains(language);

    private static Task<ProviderCultureResult?> Chosen(string? language) =>
        Task.FromResult(Known(language) ? new ProviderCultureResult(language) : null);
}
