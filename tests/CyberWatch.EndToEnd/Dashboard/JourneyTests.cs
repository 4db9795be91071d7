using System.Text.RegularExpressions;
using CyberWatch.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CyberWatch.EndToEnd.Dashboard;

/// <summary>What people do, from the printed link to signing out.</summary>
[Collection(OneBrowser.Name)]
public sealed partial class JourneyTests(BrowserFixture browser)
{
    private const string Email = "premier@cyberwatch.example";
    private const string Password = "la phrase du premier jour";

    [Fact]
    public async Task Invited_operator_comes_in_enrols_and_reads_an_alert()
    {
        Assert.SkipWhen(BrowserFixture.IsMissing, "Chromium is missing: apt-get install chromium");
        var page = await browser.OpenAsync();
        await AcceptAsync(page);
        await Journey.SignInAsync(page, Email, Password);
        var key = await EnrolAsync(page);
        await SignOutAsync(page);

        await Journey.SignInAsync(page, Email, Password);
        await Expect(page).ToHaveURLAsync(CodePage());
        await page.Locator("#code").FillAsync(Totp.Now(key));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Secteur de la santé");
        await page.Locator("#appeler tbody th a").GetByText(RegistrySeed.VauclairName).ClickAsync();
        await page.Locator("#alertes a.lead").First.ClickAsync();
        await page.Locator("[data-act=copy]").First.ClickAsync();

        await Expect(page.Locator("[data-act=copy] span").First).ToHaveTextAsync("Copié");
        Assert.StartsWith("nmap ", await page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await SignOutAsync(page);
        await page.GotoAsync("/alertes");
        await Expect(page).ToHaveURLAsync(Door());
    }

    [Fact]
    public async Task Rssi_lands_at_his_establishment_and_sees_its_scan_run()
    {
        Assert.SkipWhen(BrowserFixture.IsMissing, "Chromium is missing: apt-get install chromium");
        var page = await browser.OpenAsync(width: 390);

        await Journey.SignInAsync(page, "rssi-a");

        await Expect(page.Locator("h1")).ToHaveTextAsync(RegistrySeed.VauclairName);
        await Expect(page.Locator(".live progress")).ToHaveAttributeAsync("value", "112");
        await browser.Dashboard.AdvanceScansAsync(151);
        await Expect(page.Locator(".live progress")).ToHaveAttributeAsync("value", "151");
        await page.GotoAsync($"/etablissements/{RegistrySeed.Tilleuls}");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Cette page n’existe pas pour vous");
    }

    [Fact]
    public async Task English_browser_reads_English_and_the_theme_is_kept()
    {
        Assert.SkipWhen(BrowserFixture.IsMissing, "Chromium is missing: apt-get install chromium");
        var page = await browser.OpenAsync(language: "en-GB");

        await Journey.SignInAsync(page, "official");
        await page.Locator("[data-act=theme]").ClickAsync();
        await page.GotoAsync($"/alertes/{RegistrySeed.Rdp}");

        await Expect(page.Locator("h1")).ToHaveTextAsync("Remote desktop open to the Internet");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    private async Task AcceptAsync(IPage page)
    {
        await page.GotoAsync(await browser.Dashboard.InviteAsync(Email));
        await Expect(page.Locator("#adresse")).ToHaveValueAsync(Email);
        await page.Locator("#secret").FillAsync(Password);
        await page.Locator("#encore").FillAsync(Password);
        await page.Locator(".btn--main").ClickAsync();
        await Expect(page.Locator(".banner--clean")).ToBeVisibleAsync();
    }

    private static async Task<string> EnrolAsync(IPage page)
    {
        await page.GotoAsync("/compte");
        await page.Locator("form.acts .btn--main").ClickAsync();
        var key = (await page.Locator("#cle").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.Locator("#code").FillAsync(Totp.Now(key)); // sent at the sixth digit
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(8);
        return key;
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator("form[action='/deconnexion'] button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(Door());
    }

    [GeneratedRegex("/connexion/code", RegexOptions.None, 1000)]
    private static partial Regex CodePage();

    [GeneratedRegex("/connexion(?:$|\\?)", RegexOptions.None, 1000)]
    private static partial Regex Door();
}
