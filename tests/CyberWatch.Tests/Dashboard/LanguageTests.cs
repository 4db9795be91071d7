using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed class LanguageTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Theory]
    [InlineData("en-GB,en;q=0.9", "<html lang=\"en\"", "Sign in")]
    [InlineData("fr-CA", "<html lang=\"fr\"", "Se connecter")]
    [InlineData("de,ja;q=0.5", "<html lang=\"fr\"", "Se connecter")]
    public async Task Browser_chooses_and_French_is_the_rest(string accept, string root, string word)
    {
        var page = await PageAsync(app.Anonymous(), "/connexion", accept);

        Assert.Contains(root, page, StringComparison.Ordinal);
        Assert.Contains(word, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switch_of_the_top_bar_is_kept()
    {
        var client = app.Anonymous();
        using var switched = await DashboardApp.PostAsync(
            client,
            "/connexion",
            null,
            new Dictionary<string, string> { ["language"] = "en", ["retour"] = "//ailleurs.example" },
            "/langue"
        );

        var page = await PageAsync(client, "/connexion", "fr");

        Assert.Equal("/", switched.Headers.Location!.ToString());
        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_wins_over_browser_and_switch()
    {
        var client = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(client, "rssi-b", RegistrySeed.Password);
        using var chosen = await DashboardApp.PostAsync(
            client,
            "/compte",
            "langue",
            new Dictionary<string, string> { ["Chosen"] = "en" }
        );

        var page = await PageAsync(client, "/alertes", "fr");

        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("3 alerts in this list", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/alertes", "fr", "<b>France entière</b>")]
    [InlineData("/alertes", "en", "<b>All of France</b>")]
    [InlineData("/compte", "en", "· All of France</p>")]
    public async Task Scope_of_a_reader_is_told_in_his_language(string address, string language, string scope) =>
        Assert.Contains(scope, await app.PageAsync("operator", address, language), StringComparison.Ordinal);

    private static async Task<string> PageAsync(HttpClient client, string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
