using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Due dates, what is late, and what is exploited, as pages show them.</summary>
public sealed class DueDateTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Late_alert_says_so_in_list_page_and_establishment_and_its_number_leads_to_it()
    {
        var late = await MakeAsync(days: 20, RegistrySeed.Tilleuls, alert => alert.ExploitedBy = "CISA KEV");
        var inTime = await MakeAsync(days: 2, RegistrySeed.Tilleuls);
        var client = await app.AsAsync("rssi-b");

        var page = await client.GetStringAsync($"/alertes/{late}", Token);
        var list = await client.GetStringAsync("/alertes?retard=oui", Token);
        var exploited = await client.GetStringAsync("/alertes?exploitee=oui", Token);
        var site = await client.GetStringAsync($"/etablissements/{RegistrySeed.Tilleuls}", Token);

        Assert.Contains("en retard de 5 j", page, StringComparison.Ordinal);
        Assert.Contains(
            "Échéance fixée par la politique maison, ligne «&#xA0;Critique&#xA0;»&#xA0;: 15 jours.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("Version, à confirmer", page, StringComparison.Ordinal);
        Assert.Contains("Vulnérabilité exploitée&#xA0;: CISA KEV", page, StringComparison.Ordinal);
        Assert.Contains("CVE-2024-1709", page, StringComparison.Ordinal);
        Assert.All([list, exploited], text => Assert.Contains($"/alertes/{late}", text, StringComparison.Ordinal));
        Assert.All([list, exploited], text => Assert.DoesNotContain($"/alertes/{inTime}", text, StringComparison.Ordinal));
        Assert.Contains("1 est en retard", site, StringComparison.Ordinal);
        Assert.Contains($"/alertes?finess={RegistrySeed.Tilleuls}&amp;retard=oui", site, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepted_alert_is_never_late()
    {
        var id = await MakeAsync(days: 20, RegistrySeed.Vauclair, alert => alert.State = AlertState.Accepted);
        var client = await app.AsAsync("rssi-a");

        Assert.DoesNotContain("en retard", await client.GetStringAsync($"/alertes/{id}", Token), StringComparison.Ordinal);
        Assert.DoesNotContain(
            $"/alertes/{id}",
            await client.GetStringAsync("/alertes?etat=toutes&retard=oui", Token),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("house/exploited/7", "Échéance fixée par la politique maison, ligne «\u00A0Exploitée\u00A0»\u00A0: 7 jours.")]
    [InlineData("house/low/none", "Sans échéance, par la politique maison, ligne «\u00A0Faible\u00A0».")]
    [InlineData(
        "house/validity/none",
        "Échéance au jour où la validité prend fin, ou à celui du constat si elle avait pris fin\u00A0; elle passe avant la politique maison."
    )]
    [InlineData("ours/critical/3", "Échéance fixée par la ours, ligne «\u00A0Critique\u00A0»\u00A0: 3 jours.")]
    [InlineData("\u0007odd", "\uFFFDodd")]
    [InlineData(null, null)]
    public void Row_of_the_policy_is_said(string? row, string? sentence) =>
        Assert.Equal(sentence, InFrench(texts => DueView.Sentence(row, texts)));

    [Theory]
    [InlineData(11, "dans 11 j")]
    [InlineData(0, "aujourd’hui")]
    [InlineData(-3, "en retard de 3 j")]
    public void Delay_is_said(int days, string said) =>
        Assert.Equal(said, InFrench(texts => DueView.Delay(new DateOnly(2026, 12, 1).AddDays(days), new(2026, 12, 1), texts)));

    private async Task<Guid> MakeAsync(int days, string finess, Action<Alert>? change = null)
    {
        await using var registry = await app
            .Services.GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(Token);
        var alert = DecidedAlert.In(AlertState.Open, Now.AddDays(-days), finess);
        // in Paris it may be tomorrow already
        alert.DueOn = LocalDay.Of(Now, "Europe/Paris").AddDays(15 - days);
        change?.Invoke(alert);
        registry.Alerts.Add(alert);
        await registry.SaveChangesAsync(Token);
        return alert.Id;
    }

    private static T InFrench<T>(Func<Texts, T> read) => Spoken.In("fr", () => read(new Texts()));
}
