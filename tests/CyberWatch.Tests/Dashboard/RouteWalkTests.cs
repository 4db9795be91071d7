using System.Net;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Every page and every endpoint that there is, as everybody that there is. A new route without a line here fails.</summary>
public sealed class RouteWalkTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly string[] Readers = ["operator", "official", "regional", "rssi-a", "rssi-b", "direction-a"];
    private static readonly string[] Sector = ["operator", "official", "regional"];
    private static readonly string[] OfVauclair = [.. Sector, "rssi-a", "direction-a"];
    private static readonly string[] WholeSector = ["operator", "official"];
    private static readonly string[] OfTilleuls = ["operator", "official", "rssi-b"];

    /// <summary>Route, an address of it, who gets it (200); the others get 404, and whoever did not sign in the door.</summary>
    private static readonly Walk[] Walks =
    [
        new("/", "/", Sector),
        new("/alertes", "/alertes", Readers),
        new("/alertes/{Id:guid}", $"/alertes/{RegistrySeed.Rdp}", OfVauclair),
        new("/alertes/{Id:guid}", $"/alertes/{RegistrySeed.Telnet}", OfTilleuls),
        new("/alertes/{Id:guid}", $"/alertes/{Guid.Empty}", []),
        new("/alertes/{id:guid}/releve.json", $"/alertes/{RegistrySeed.Rdp}/releve.json", OfVauclair),
        new("/alertes/{id:guid}/releve.json", $"/alertes/{RegistrySeed.Telnet}/releve.json", OfTilleuls),
        new("/alertes/{id:guid}/releve.json", $"/alertes/{Guid.Empty}/releve.json", []),
        new("/compte", "/compte", Readers),
        new("/etablissements", "/etablissements", Readers),
        new("/etablissements/{Finess}", $"/etablissements/{RegistrySeed.Vauclair}", OfVauclair),
        new("/etablissements/{Finess}", $"/etablissements/{RegistrySeed.Tilleuls}", OfTilleuls),
        new("/etablissements/{Finess}", "/etablissements/000000000", []),
        new("/exploitation", "/exploitation", ["operator"]),
        new("/scans", "/scans", Readers),
        new("/releves", "/releves", Readers),
        new("/releves", $"/releves?q=probe:tls&releve={Uri.EscapeDataString(FindingSeed.OfTilleuls)}", Readers),
        new("/releves/releve.json", $"/releves/releve.json?cle={Uri.EscapeDataString(FindingSeed.OfVauclair)}", OfVauclair),
        new("/releves/releve.json", $"/releves/releve.json?cle={Uri.EscapeDataString(FindingSeed.OfTilleuls)}", OfTilleuls),
        new("/releves/releve.json", "/releves/releve.json?cle=rien", []),
        new("/releves/export.ndjson", "/releves/export.ndjson?q=probe:tls", Readers),
        new("/releves/export.csv", "/releves/export.csv", Readers),
        new("/journal", "/journal", Readers),
        new("/lettres", "/lettres", Readers),
        new("/lettres/{Id:guid}", $"/lettres/{LetterSeed.OfVauclair}", OfVauclair),
        new("/lettres/{Id:guid}", $"/lettres/{LetterSeed.Urgent}", OfVauclair),
        new("/lettres/{Id:guid}", $"/lettres/{LetterSeed.OfTilleuls}", OfTilleuls),
        new("/lettres/{Id:guid}", $"/lettres/{LetterSeed.OfSector}", WholeSector),
        new("/lettres/{Id:guid}", $"/lettres/{Guid.Empty}", []),
        new("/lettres/{id:guid}/apercu.html", $"/lettres/{LetterSeed.OfVauclair}/apercu.html", OfVauclair),
        new("/lettres/{id:guid}/apercu.html", $"/lettres/{LetterSeed.OfTilleuls}/apercu.html", OfTilleuls),
        new("/lettres/{id:guid}/apercu.html", $"/lettres/{LetterSeed.OfSector}/apercu.html", WholeSector),
        new("/lettres/{id:guid}/apercu.html", $"/lettres/{Guid.Empty}/apercu.html", []),
        new("/lettres/a-venir", "/lettres/a-venir", Readers),
        new("/lettres/a-venir/{Scope}", $"/lettres/a-venir/finess:{RegistrySeed.Vauclair}", OfVauclair),
        new("/lettres/a-venir/{Scope}", $"/lettres/a-venir/finess:{RegistrySeed.Tilleuls}", OfTilleuls),
        new("/lettres/a-venir/{Scope}", "/lettres/a-venir/sector", WholeSector),
        new("/lettres/a-venir/{Scope}", "/lettres/a-venir/rien", []),
        new("/lettres/a-venir/{scope}/apercu.html", $"/lettres/a-venir/finess:{RegistrySeed.Vauclair}/apercu.html", OfVauclair),
        new("/lettres/a-venir/{scope}/apercu.html", $"/lettres/a-venir/finess:{RegistrySeed.Tilleuls}/apercu.html", OfTilleuls),
        new("/lettres/a-venir/{scope}/apercu.html", "/lettres/a-venir/sector/apercu.html", WholeSector),
        new("/connexion", "/connexion", Readers, Open: true),
        new("/health/live", "/health/live", Readers, Open: true),
        new("/health/ready", "/health/ready", Readers, Open: true),
        new("/introuvable", "/introuvable", Readers, Open: true),
        new("/erreur", "/erreur", Readers, Open: true),
    ];

    /// <summary>Routes that answer otherwise than with 200 or 404; each has a test of its own, named here.</summary>
    private static readonly Dictionary<string, string> ElsewhereTested = new(StringComparer.Ordinal)
    {
        ["/connexion/code"] = nameof(SignInTests.Code_page_sends_back_who_gave_no_password),
        ["/invitation/{Token}"] = nameof(InvitationTests.Wrong_used_or_old_link_is_said_to_be_gone),
        ["/desabonnement/{Token}"] = nameof(UnsubscribeTests.Looking_at_the_page_changes_nothing),
        ["/desabonnement/{token}"] = nameof(UnsubscribeTests.One_click_ends_the_letter_without_sign_in_redirect_or_cookie),
        ["/deconnexion"] = nameof(SignInTests.Signing_out_closes_the_session),
        ["/langue"] = nameof(LanguageTests.Switch_of_the_top_bar_is_kept),
    };

    public static TheoryData<string, string> EachAsEach() =>
        [.. Walks.SelectMany(walk => Readers.Append("anonymous").Select(reader => (walk.Address, reader)))];

    [Theory]
    [MemberData(nameof(EachAsEach))]
    public async Task Each_reader_gets_what_is_his_and_nothing_else(string address, string reader)
    {
        var walk = Walks.First(one => one.Address == address);
        var client = await app.AsAsync(reader);

        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);

        if (reader == "anonymous" && !walk.Open)
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/connexion", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
        else if (walk.Address == "/" && !walk.Readers.Contains(reader))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode); // to his own establishment
        }
        else
        {
            Assert.Equal(
                walk.Open || walk.Readers.Contains(reader) ? HttpStatusCode.OK : HttpStatusCode.NotFound,
                Expected(walk, answer)
            );
        }
    }

    [Fact]
    public void Every_route_has_a_test()
    {
        var routes = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Where(route => !OfTheFramework(route));

        Assert.Equal([], routes.Except(Walks.Select(walk => walk.Route)).Except(ElsewhereTested.Keys));
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/_blazor/disconnect/")]
    public async Task Circuits_open_only_to_who_signed_in(string address)
    {
        var client = await app.AsAsync("anonymous");

        using var answer = await client.PostAsync(address, content: null, TestContext.Current.CancellationToken);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized });
    }

    [Fact]
    public async Task Address_that_does_not_exist_is_answered_as_one_that_is_not_yours()
    {
        var client = await app.AsAsync("rssi-a");

        using var foreign = await client.GetAsync($"/alertes/{RegistrySeed.Telnet}", TestContext.Current.CancellationToken);
        using var nothing = await client.GetAsync("/alertes/rien", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Equal(await MainOfAsync(nothing), await MainOfAsync(foreign));
    }

    // the page for "not found" is that itself, whoever asks
    private static HttpStatusCode Expected(Walk walk, HttpResponseMessage answer) =>
        walk.Address == "/introuvable" && answer.StatusCode == HttpStatusCode.NotFound ? HttpStatusCode.OK : answer.StatusCode;

    private static bool OfTheFramework(string route) =>
        route == "/{**path:file}" // static files that were added since the build
        || route.StartsWith("/_blazor", StringComparison.Ordinal)
        || route.StartsWith("/_framework", StringComparison.Ordinal);

    private static async Task<string> MainOfAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
    }

    private sealed record Walk(string Route, string Address, string[] Readers, bool Open = false);
}
