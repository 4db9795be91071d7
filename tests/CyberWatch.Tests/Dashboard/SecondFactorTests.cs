using System.Net;
using System.Text.RegularExpressions;
using CyberWatch.Dashboard.Access;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed partial class SecondFactorTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task Looking_at_the_own_account_and_preparing_a_second_factor_close_no_other_session()
    {
        var (here, elsewhere) = (app.Anonymous(), app.Anonymous());
        using var first = await DashboardApp.SignInAsync(here, "rssi-b", RegistrySeed.Password);
        using var second = await DashboardApp.SignInAsync(elsewhere, "rssi-b", RegistrySeed.Password);

        var before = await here.GetStringAsync("/compte", TestContext.Current.CancellationToken);
        using var looked = await elsewhere.GetAsync("/alertes", TestContext.Current.CancellationToken);
        var key = await PrepareAsync(here);
        using var prepared = await elsewhere.GetAsync("/alertes", TestContext.Current.CancellationToken);

        Assert.DoesNotMatch(KeyText(), before);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (looked.StatusCode, prepared.StatusCode));
        Assert.Equal(key, await PrepareAsync(here));
        Assert.Equal(32, key.Length);
    }

    [Fact]
    public async Task Enrolled_reader_needs_the_code_and_each_code_works_once()
    {
        var client = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(client, "official", RegistrySeed.Password);
        var key = await PrepareAsync(client);

        using var enrolled = await DashboardApp.PostAsync(
            client,
            "/compte",
            "enroler",
            new Dictionary<string, string> { ["Code"] = Totp.Now(key) }
        );
        var codes = RecoveryCode().Matches(await enrolled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(8, codes.Count);
        Assert.Equal(HttpStatusCode.Redirect, (await CodeAsync(codes[0].Groups["code"].Value)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await CodeAsync(codes[0].Groups["code"].Value)).StatusCode);

        var code = Totp.Now(key);
        Assert.Equal(HttpStatusCode.Redirect, (await CodeAsync(code)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await CodeAsync(code)).StatusCode);
    }

    [Fact]
    public async Task Password_alone_opens_nothing_when_a_code_is_awaited()
    {
        var first = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(first, "regional", RegistrySeed.Password);
        var key = await PrepareAsync(first);
        using var enrolled = await DashboardApp.PostAsync(
            first,
            "/compte",
            "enroler",
            new Dictionary<string, string> { ["Code"] = Totp.Now(key) }
        );

        var client = app.Anonymous();
        using var half = await DashboardApp.SignInAsync(client, "regional", RegistrySeed.Password);
        using var shut = await client.GetAsync("/alertes", TestContext.Current.CancellationToken);

        Assert.Contains("/connexion/code", half.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, shut.StatusCode);
    }

    [Fact]
    public void Drawing_is_one_path_without_style()
    {
        var (path, size) = Enrolment.Drawing(Enrolment.AddressOf("a@b.example", "JBSWY3DPEHPK3PXP"));

        Assert.InRange(size, 21, 177);
        Assert.Matches("^(M[0-9]+ [0-9]+h1v1h-1z)+$", path);
    }

    /// <summary>Asks for a key as the button does, once, and reads it.</summary>
    private static async Task<string> PrepareAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/compte", TestContext.Current.CancellationToken);
        if (!KeyText().IsMatch(page))
        {
            using var prepared = await DashboardApp.PostAsync(client, "/compte", "preparer", new Dictionary<string, string>());
            page = await client.GetStringAsync("/compte", TestContext.Current.CancellationToken);
        }

        return KeyText().Match(page).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    private async Task<HttpResponseMessage> CodeAsync(string code)
    {
        var client = app.Anonymous();
        using var half = await DashboardApp.SignInAsync(client, "official", RegistrySeed.Password);
        return await DashboardApp.PostAsync(
            client,
            half.Headers.Location!.PathAndQuery(),
            "code",
            new Dictionary<string, string> { ["Code"] = code }
        );
    }

    [GeneratedRegex("id=\"cle\">(?<key>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyText();

    [GeneratedRegex("<li>(?<code>[0-9A-Z]{5}-[0-9A-Z]{5})</li>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecoveryCode();
}

internal static class Addresses
{
    /// <summary>Location headers may be relative.</summary>
    public static string PathAndQuery(this Uri address) => address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString;
}
