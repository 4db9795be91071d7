using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>The audit trail: who did what, when, as far as the reader's establishments go.</summary>
public sealed class AuditPageTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Theory]
    [InlineData("operator")]
    [InlineData("official")]
    public async Task Who_sees_the_sector_sees_decisions_letters_imports_and_the_door(string reader)
    {
        var page = await app.PageAsync(reader, "/journal");

        Assert.Contains("Contacts importés", page, StringComparison.Ordinal);
        Assert.Contains("2 autres lignes", page, StringComparison.Ordinal);
        Assert.Contains("Connexion refusée", page, StringComparison.Ordinal);
        Assert.Contains("Lettre renvoyée", page, StringComparison.Ordinal);
        Assert.Contains(
            "Ouverte → Risque accepté · jusqu’au 24 déc. 2026\u00A0: automate remplacé en décembre",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains($"href=\"/alertes/{RegistrySeed.Telnet}\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/journal?genre=imports\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rssi-a")]
    [InlineData("direction-a")]
    public async Task An_rssi_sees_his_own_establishment_only(string reader)
    {
        var page = await app.PageAsync(reader, "/journal");

        Assert.Contains($"href=\"/alertes/{RegistrySeed.Rdp}\"", page, StringComparison.Ordinal);
        Assert.Contains("Lettre renvoyée", page, StringComparison.Ordinal);
        Assert.DoesNotContain(RegistrySeed.Tilleuls, page, StringComparison.Ordinal);
        Assert.DoesNotContain(RegistrySeed.EmailOf("rssi-b"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("contacts.csv", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Connexion refusée", page, StringComparison.Ordinal);
        Assert.DoesNotContain("genre=acces", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_of_the_address_hold_and_stay_in_the_links()
    {
        var page = await app.PageAsync("operator", "/journal?genre=decisions&qui=rssi-b&du=2000-01-01&au=2099-12-31");

        Assert.Contains($"href=\"/alertes/{RegistrySeed.Telnet}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/alertes/{RegistrySeed.Rdp}\"", page, StringComparison.Ordinal);
        Assert.Contains("/journal?genre=lettres&qui=rssi-b&du=2000-01-01&au=2099-12-31", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?genre=rien&du=hier&au=9999-12-31&finess=%00")]
    [InlineData("?du=0001-01-01&au=0001-01-01")]
    [InlineData("?p=99999999999")]
    [InlineData("?qui=%25")]
    public async Task An_address_that_says_nothing_sensible_breaks_nothing(string query) =>
        Assert.Contains("<h1>Journal</h1>", await app.PageAsync("operator", $"/journal{query}"), StringComparison.Ordinal);

    [Fact]
    public async Task It_is_read_in_English_too_and_strangers_words_are_only_words()
    {
        var client = await app.AsAsync("operator");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/journal");
        request.Headers.Add("Accept-Language", "en");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("<h1>Audit trail</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Sign-in refused", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;hostile", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_is_of_whole_days_of_Paris_and_comes_back_as_written()
    {
        var filter = AuditFilters.Of("imports", " 2a0000001 ", null, "2026-10-25", "2026-10-25");

        Assert.Equal((AuditKind.Imports, "2A0000001"), (filter.Kind, filter.Finess));
        Assert.Equal(TimeSpan.FromHours(25), filter.Until - filter.From); // the clocks go back that night
        Assert.Equal("/journal?genre=imports&finess=2A0000001&du=2026-10-25&au=2026-10-25", Links.Audit(filter));
    }
}
