using CyberWatch.Tests.Support;
using Microsoft.Playwright;

namespace CyberWatch.EndToEnd.Dashboard;

/// <summary>The gestures that several journeys share.</summary>
internal static class Journey
{
    public static Task SignInAsync(IPage page, string name) =>
        SignInAsync(page, RegistrySeed.EmailOf(name), RegistrySeed.Password);

    public static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.GotoAsync("/connexion");
        await page.Locator("#adresse").FillAsync(email);
        await page.Locator("#secret").FillAsync(password);
        await page.Locator(".door__in .btn--main").ClickAsync();
        await page.WaitForURLAsync(
            address => !address.EndsWith("/connexion", StringComparison.Ordinal),
            new() { WaitUntil = WaitUntilState.Commit }
        );
        // asked, since the event may have passed before anybody waits for it
        await page.WaitForFunctionAsync("document.readyState === 'complete'");
    }
}
