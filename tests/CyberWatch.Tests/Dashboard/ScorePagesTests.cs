using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Vauclair has a D (47), Tilleuls an E (39), Grand-Large was never scanned in full.</summary>
public sealed class ScorePagesTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sector_page_shows_how_grades_are_spread_and_whom_to_call()
    {
        var page = await app.PageAsync("official", "/");

        Assert.Contains("2 établissements notés", page, StringComparison.Ordinal);
        Assert.Contains("/etablissements?note=e", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/etablissements?note=a", page, StringComparison.Ordinal);
        Assert.Contains("Voir les 2 établissements", page, StringComparison.Ordinal);
        Assert.Contains("/etablissements?appeler=oui", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_of_the_sector_is_that_of_its_establishments_together_and_not_of_questions()
    {
        var registries = app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(Stop);
        var lines = await registry.LatestStandings(DateOnly.MaxValue).ToListAsync(Stop);
        var (assets, verified) = (lines.Sum(line => line.Assets), lines.Sum(line => line.Verified));

        var page = await app.PageAsync("official", "/");

        Assert.Equal(4, lines.Count);
        Assert.Contains($"{verified} actifs vérifiés sur {assets}", page, StringComparison.Ordinal);
        Assert.Contains("exclu du périmètre", page, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.29", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledged_alerts_count_for_the_place_in_the_list_as_they_do_for_the_number()
    {
        var registries = app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(Stop);
        var of = registry.Alerts.Where(row => row.Finess == RegistrySeed.Tilleuls && row.State == AlertState.Open);
        await of.ExecuteUpdateAsync(row => row.SetProperty(alert => alert.State, AlertState.Acknowledged), Stop);

        string page;
        try
        {
            page = await app.PageAsync("official", "/etablissements?tri=alerts");
        }
        finally
        {
            await registry
                .Alerts.Where(row => row.Finess == RegistrySeed.Tilleuls && row.State == AlertState.Acknowledged)
                .ExecuteUpdateAsync(row => row.SetProperty(alert => alert.State, AlertState.Open), Stop);
        }

        var (tilleuls, vauclair) = (
            page.IndexOf(RegistrySeed.TilleulsName, StringComparison.Ordinal),
            page.IndexOf(RegistrySeed.VauclairName, StringComparison.Ordinal)
        );
        Assert.InRange(tilleuls, 0, vauclair);
    }

    [Theory]
    [InlineData("/etablissements?note=e", true, false)]
    [InlineData("/etablissements?note=d", false, true)]
    [InlineData("/etablissements?note=a", false, false)]
    [InlineData("/etablissements?appeler=oui", true, true)]
    public async Task A_number_leads_to_the_establishments_that_it_counts(string address, bool tilleuls, bool vauclair)
    {
        var page = await app.PageAsync("official", address);

        Assert.Equal(
            (tilleuls, vauclair),
            (
                page.Contains(RegistrySeed.TilleulsName, StringComparison.Ordinal),
                page.Contains(RegistrySeed.VauclairName, StringComparison.Ordinal)
            )
        );
        Assert.DoesNotContain("Grand-Large", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_whole_register_knows_no_such_thing_the_alerts_are_offered()
    {
        var page = await app.PageAsync("official", "/etablissements?texte=telnet&suivi=registre");

        Assert.Contains("href=\"/alertes?texte=telnet\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chercher dans tout le registre", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_rule_has_no_other_alert_the_page_of_this_one_says_so()
    {
        var page = await app.PageAsync("official", $"/alertes/{RegistrySeed.Rdp}");

        Assert.Contains("Aucune autre alerte en cours de la même règle.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_puts_the_worst_score_first_and_those_without_one_last()
    {
        var page = await app.PageAsync("official", "/etablissements?tri=score");

        int[] places =
        [
            .. new[] { RegistrySeed.TilleulsName, RegistrySeed.VauclairName, "Grand-Large" }.Select(name =>
                page.IndexOf(name, StringComparison.Ordinal)
            ),
        ];
        Assert.Equal(places.Order(), places);
        Assert.True(places[0] > 0);
    }

    [Fact]
    public async Task The_page_of_an_establishment_explains_its_score()
    {
        var page = await app.PageAsync("rssi-a", $"/etablissements/{RegistrySeed.Vauclair}");

        Assert.Contains("<strong>47</strong>", page, StringComparison.Ordinal);
        Assert.Contains("Sans changement.", page, StringComparison.Ordinal);
        Assert.Contains("Les 2 actions qui rendent le plus", page, StringComparison.Ordinal);
        Assert.Contains("Les deux ensemble\u00A0: 47 → 100, note A.", page, StringComparison.Ordinal);
        Assert.Contains("Score provisoire", page, StringComparison.Ordinal);
        Assert.Contains("exclu du périmètre", page, StringComparison.Ordinal);
        Assert.Contains("id=\"hist-table\"", page, StringComparison.Ordinal);
        // nobody is compared with fewer than ten
        Assert.DoesNotContain("Médiane", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_explains_itself_in_English_too()
    {
        var page = await app.PageAsync("rssi-a", $"/etablissements/{RegistrySeed.Vauclair}", "en");

        Assert.Contains("Both together: 47 → 100, grade A.", page, StringComparison.Ordinal);
        Assert.Contains("excluded from the perimeter", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_full_scan_the_page_says_so()
    {
        var page = await app.PageAsync("official", $"/etablissements/{RegistrySeed.GrandLarge}");

        Assert.Contains("aucun scan complet n’est terminé", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"plot\"", page, StringComparison.Ordinal);
    }
}
