using System.Net;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Case access-totals-tell-on-others: lists were guarded, totals and a shared cache were not.</summary>
public sealed class AccessTotalsTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly string[] OfOthers =
    [
        "Telnet",
        "203.0.113.8",
        RegistrySeed.Tilleuls,
        RegistrySeed.TilleulsName,
        "tilleuls.example",
        "Port-Tilleul",
        "Grand-Large",
        "Sans-Mandat",
        "rssi-b@",
    ];

    /// <summary>Every list with every filter that could tell of another's.</summary>
    private static readonly string[] Addresses =
    [
        "/",
        "/alertes",
        "/alertes?etat=toutes",
        "/alertes?etat=toutes&texte=Telnet",
        "/alertes?etat=toutes&texte=203.0.113.80",
        $"/alertes?etat=toutes&finess={RegistrySeed.Tilleuls}",
        "/alertes?region=93",
        "/alertes?departement=13",
        "/alertes?gravite=critique&tri=establishment",
        "/alertes?page=2",
        "/etablissements",
        "/etablissements?suivi=registre",
        "/etablissements?suivi=registre&texte=tilleuls",
        "/etablissements?region=93&suivi=mandat",
        "/etablissements?muet=oui",
        $"/etablissements/{RegistrySeed.Vauclair}",
        $"/etablissements/{RegistrySeed.Tilleuls}",
        $"/alertes/{RegistrySeed.Rdp}",
        $"/alertes/{RegistrySeed.Telnet}",
        $"/alertes/{RegistrySeed.Telnet}/releve.json",
        "/scans",
        "/scans?liste=derniers",
        "/scans?liste=prevus",
        $"/scans?liste=derniers&finess={RegistrySeed.Tilleuls}",
        "/releves",
        "/releves?q=tel*",
        "/releves?q=probe:dns+OR+NOT+probe:dns",
        "/releves?q=establishment.finess:*+OR+facts.banner:*",
        $"/releves?releve={Uri.EscapeDataString(FindingSeed.OfTilleuls)}",
        $"/releves/releve.json?cle={Uri.EscapeDataString(FindingSeed.OfTilleuls)}",
        "/releves/export.ndjson",
        $"/releves/export.csv?q=NOT+establishment.finess:{RegistrySeed.Vauclair}",
        "/lettres",
        "/lettres?liste=echecs",
        "/lettres?liste=retenues",
        "/lettres?texte=rssi-b",
        $"/lettres?portee=finess:{RegistrySeed.Tilleuls}",
        "/lettres?genre=secteur",
        $"/lettres/{LetterSeed.OfVauclair}",
        $"/lettres/{LetterSeed.OfTilleuls}",
        $"/lettres/{LetterSeed.OfTilleuls}/apercu.html",
        $"/lettres/{LetterSeed.OfSector}",
        "/lettres/a-venir",
        "/lettres/a-venir?page=2",
        $"/lettres/a-venir/finess:{RegistrySeed.Tilleuls}",
        "/lettres/a-venir/sector/apercu.html",
        "/exploitation",
        "/compte",
    ];

    [Theory]
    [InlineData("rssi-a")]
    [InlineData("direction-a")]
    public async Task access_totals_tell_on_others(string reader)
    {
        await WalkAsync("official"); // whatever could be kept warm is warm now

        var pages = await WalkAsync(reader);

        Assert.All(
            pages,
            page => Assert.All(OfOthers, word => Assert.DoesNotContain(word, page.Seen, StringComparison.OrdinalIgnoreCase))
        );
    }

    [Fact]
    public async Task Counts_are_of_the_reader_alone()
    {
        await WalkAsync("official");
        var client = await app.AsAsync("rssi-a");

        var list = await client.GetStringAsync("/alertes", TestContext.Current.CancellationToken);
        var asked = await client.GetStringAsync(
            "/alertes?etat=toutes&regle=service.telnet-exposed",
            TestContext.Current.CancellationToken
        );

        Assert.Contains("2 alertes dans cette liste", list, StringComparison.Ordinal);
        Assert.Contains("0 alerte dans cette liste", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Regional_officer_counts_his_region()
    {
        var client = await app.AsAsync("regional");

        var overview = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var list = await client.GetStringAsync("/alertes", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Tilleuls", overview, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Telnet", overview + list, StringComparison.Ordinal);
        Assert.Contains("2 alertes dans cette liste", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_alert_is_no_more_there_than_one_that_does_not_exist()
    {
        var client = await app.AsAsync("rssi-a");

        using var foreign = await client.GetAsync(
            $"/alertes/{RegistrySeed.Telnet}/releve.json",
            TestContext.Current.CancellationToken
        );
        using var nothing = await client.GetAsync($"/alertes/{Guid.Empty}/releve.json", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, nothing.StatusCode));
    }

    /// <summary>What stands on each page; what the reader himself typed into the address is not an answer.</summary>
    private async Task<List<(string Address, string Seen)>> WalkAsync(string reader)
    {
        var client = await app.AsAsync(reader);
        List<(string, string)> pages = [];
        foreach (var address in Addresses)
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            pages.Add((address, Typed.Without(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))));
        }

        return pages;
    }
}
