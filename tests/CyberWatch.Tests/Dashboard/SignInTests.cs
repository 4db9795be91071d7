using System.Net;
using CyberWatch.Dashboard.Access;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed class SignInTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task Whoever_asked_for_a_page_gets_it_after_signing_in()
    {
        var client = app.Anonymous();
        using var door = await client.GetAsync($"/alertes/{RegistrySeed.Rdp}", TestContext.Current.CancellationToken);

        using var answer = await DashboardApp.SignInAsync(
            client,
            "rssi-a",
            RegistrySeed.Password,
            door.Headers.Location!.PathAndQuery
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith($"/alertes/{RegistrySeed.Rdp}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ailleurs.example/")]
    [InlineData("//ailleurs.example/")]
    [InlineData("/\\ailleurs.example")]
    [InlineData("/\n/ailleurs.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/..//ailleurs.example")]
    [InlineData("/%2e%2e//ailleurs.example")]
    [InlineData("/alertes/%2f/ailleurs.example")]
    [InlineData("/alertes\\ailleurs.example")]
    [InlineData("")]
    public void Address_outside_leads_to_the_first_page(string asked) => Assert.Equal("/", ReturnAddress.Local(asked));

    [Fact]
    public void Address_of_ours_is_kept() => Assert.Equal("/alertes?etat=toutes", ReturnAddress.Local("/alertes?etat=toutes"));

    [Fact]
    public void Letters_of_a_search_are_kept_as_a_header_can_carry_them()
    {
        Assert.Equal("/alertes?texte=%C3%A9t%C3%A9//%F0%9F%98%80", ReturnAddress.Local("/alertes?texte=été//😀"));
        Assert.Equal("/", ReturnAddress.Local("/alertes?texte=" + new string('x', 5000)));
    }

    [Theory]
    [InlineData("rssi-a", "mauvais mot de passe")]
    [InlineData("personne", RegistrySeed.Password)]
    [InlineData("personne", "")]
    public async Task Every_refusal_says_the_same(string name, string password)
    {
        using var answer = await DashboardApp.SignInAsync(app.Anonymous(), name, password);

        Assert.Contains("Connexion refusée.", await TextAsync(answer), StringComparison.Ordinal);
        Assert.False(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(cookie => cookie.StartsWith("cyberwatch=", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_and_the_right_one_is_refused_with_the_same_words()
    {
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await DashboardApp.SignInAsync(app.Anonymous(), "rssi-b", "mauvais mot de passe");
        }

        using var answer = await DashboardApp.SignInAsync(app.Anonymous(), "rssi-b", RegistrySeed.Password);

        Assert.Contains("Connexion refusée.", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused()
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["_handler"] = "connexion",
                ["Given.Email"] = "a@b.example",
                ["Given.Password"] = "x",
            }
        );

        using var answer = await app.Anonymous().PostAsync("/connexion", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Code_page_sends_back_who_gave_no_password()
    {
        using var answer = await app.Anonymous().GetAsync("/connexion/code", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/connexion", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_closes_the_session()
    {
        var client = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(client, "official", RegistrySeed.Password);
        using var left = await DashboardApp.PostAsync(client, "/compte", null, new Dictionary<string, string>(), "/deconnexion");

        using var after = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.EndsWith("/connexion", left.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("/connexion", after.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/deconnexion")]
    [InlineData("/langue")]
    public async Task Gesture_without_its_token_is_refused(string address)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["language"] = "en" });
        var client = await app.AsAsync("operator");

        using var answer = await client.PostAsync(address, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
