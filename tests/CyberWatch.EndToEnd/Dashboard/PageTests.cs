using CyberWatch.Tests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CyberWatch.EndToEnd.Dashboard;

/// <summary>Each page in both themes and both widths: no axe violation, nothing that the policy refused, nothing wider than the screen.</summary>
[Collection(OneBrowser.Name)]
public sealed class PageTests(BrowserFixture browser)
{
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["secteur"] = "/",
        ["etablissements"] = "/etablissements",
        ["etablissement"] = $"/etablissements/{RegistrySeed.Vauclair}",
        ["etablissement-sans-mandat"] = $"/etablissements/{RegistrySeed.SansMandat}",
        ["alertes"] = "/alertes",
        ["alertes-vide"] = "/alertes?texte=rien-de-tel",
        ["alerte"] = $"/alertes/{RegistrySeed.Rdp}",
        ["alerte-resolue"] = $"/alertes/{RegistrySeed.Resolved}",
        ["alerte-suspectee"] = $"/alertes/{RegistrySeed.Suspected}",
        ["releves"] = "/releves",
        ["releves-document"] = $"/releves?q=probe:tls&releve={Uri.EscapeDataString(FindingSeed.OfVauclair)}",
        ["releves-refus"] = "/releves?q=destination.port:https",
        ["releves-vide"] = "/releves?q=rien-de-tel",
        ["scans"] = "/scans",
        ["scans-derniers"] = "/scans?liste=derniers",
        ["lettres"] = "/lettres",
        ["lettres-vide"] = "/lettres?texte=rien-de-tel",
        ["lettres-a-venir"] = "/lettres/a-venir",
        ["lettre"] = $"/lettres/{LetterSeed.OfVauclair}",
        ["lettre-refusee"] = $"/lettres/{LetterSeed.OfTilleuls}",
        ["lettre-retenue"] = $"/lettres/{LetterSeed.Held}",
        ["lettre-a-venir"] = $"/lettres/a-venir/finess:{RegistrySeed.Vauclair}",
        ["lettre-a-venir-secteur"] = "/lettres/a-venir/sector",
        ["journal"] = "/journal",
        ["journal-filtre"] = $"/journal?genre=decisions&finess={RegistrySeed.Vauclair}&qui=rssi&du=2026-01-01&au=2099-12-31",
        ["journal-vide"] = "/journal?qui=rien-de-tel",
        ["exploitation"] = "/exploitation",
        ["compte"] = "/compte",
        ["introuvable"] = "/rien",
        ["connexion"] = "/connexion",
        ["invitation"] = "/invitation/rien",
    };

    // axe asks in every frame, and in one without scripts, as a letter's, nothing ever answers
    private const string EmptyFrames = """
        for (const letter of document.querySelectorAll('iframe')) {
          const empty = document.createElement('iframe');
          empty.title = letter.title;
          empty.className = letter.className;
          letter.replaceWith(empty);
        }
        """;

    public static TheoryData<int, bool> EachLook() => [(1280, false), (1280, true), (390, false), (390, true)];

    [Theory]
    [MemberData(nameof(EachLook))]
    public async Task Every_page_is_accessible_fits_and_keeps_the_policy(int width, bool dark)
    {
        Assert.SkipWhen(BrowserFixture.IsMissing, "Chromium is missing: apt-get install chromium");
        var page = await browser.OpenAsync(width, dark);
        List<string> faults = [];
        page.Console += (_, message) => Note(faults, page.Url, message);
        await Journey.SignInAsync(page, "operator");
        var unsubscribe = await browser.Dashboard.UnsubscribeAddressAsync(LetterSeed.OfVauclair);
        foreach (var (name, address) in Pages.Append(new("desabonnement", unsubscribe)))
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            await page.ScreenshotAsync(new() { Path = Screen($"{name}-{width}-{(dark ? "dark" : "light")}"), FullPage = true });
            await page.EvaluateAsync(EmptyFrames);
            var axe = await page.RunAxe();
            faults.AddRange(
                axe.Violations.Select(one =>
                    $"{name}: {one.Id} {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}"
                )
            );
            var over = await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            if (over > 0)
            {
                faults.Add($"{name}: {over} px too wide at {width}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // a page that does not exist is a 404, which the browser notes as an error; everything else is a fault
    private static void Note(List<string> faults, string address, IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Location.Contains("/rien", StringComparison.Ordinal))
        {
            faults.Add($"{address}: {message.Text}");
        }
    }

    private static string Screen(string name) => Path.Combine(Repository.Root, "artifacts", "screens", $"{name}.png");
}
