using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>A dashboard whose index is gone: what needs only the registry works on, and the operator is told.</summary>
public sealed class IndexBannerTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly DateTimeOffset Since = new(2026, 11, 25, 22, 14, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Index_that_is_silent_is_told_with_hour_and_reason()
    {
        var page = await ShowAsync(new IndexState { DownSince = Since, Fault = "Nobody answers <there>." });

        Assert.Contains("L’index ne répond pas depuis le 25 nov. 2026, 23:14", page, StringComparison.Ordinal);
        Assert.Contains("Nobody answers &lt;there&gt;.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_remedy_is_told_in_the_readers_language_beside_what_the_server_said()
    {
        var why = new Remark.IndexUnusable(IndexTrouble.CredentialsRefused, "The finding index at x refuses the credentials.");
        var page = await ShowAsync(new IndexState { DownSince = Since, Fault = RemarkText.Format(why) });

        Assert.Contains("Le serveur refuse la clé", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\">The finding index at x refuses the credentials.</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_that_refuses_and_scans_that_pause_are_told()
    {
        var page = await ShowAsync(
            new IndexState
            {
                DownSince = Since,
                Fault = "read-only",
                Refuses = true,
                PausedSince = Since.AddHours(1),
            }
        );

        Assert.Contains("L’index refuse les relevés depuis le 25 nov. 2026, 23:14", page, StringComparison.Ordinal);
        Assert.Contains("Aucun nouveau scan ne commence depuis le 26 nov. 2026, 00:14", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_index_is_told_with_what_is_missing()
    {
        var page = await ShowAsync(
            new IndexState { ChangedAt = TimeProvider.System.GetUtcNow(), MissingBefore = Since.AddDays(-8) }
        );

        Assert.Contains("L’index n’est plus le même depuis", page, StringComparison.Ordinal);
        Assert.Contains("Les relevés d’avant le 17 nov. 2026, 23:14 manquent", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_that_answers_is_not_spoken_of()
    {
        var page = await ShowAsync(new IndexState { Identity = "one" });

        Assert.DoesNotContain("L’index ne répond pas", page, StringComparison.Ordinal);
        Assert.DoesNotContain("interrogé à l’instant", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Aucun nouveau scan", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/alertes")]
    [InlineData("/alertes/{rdp}")]
    [InlineData("/alertes/{rdp}/releve.json")]
    [InlineData("/etablissements")]
    [InlineData("/etablissements/{vauclair}")]
    [InlineData("/exploitation")]
    [InlineData("/scans")]
    [InlineData("/lettres")]
    public async Task Page_that_needs_only_the_registry_works_without_an_index(string address)
    {
        await using var without = app.WithWebHostBuilder(web =>
            web.UseSetting("Findings:Provider", "Elastic").UseSetting("Findings:Elastic:Addresses:0", "http://127.0.0.1:1")
        );
        using var client = without.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var door = await DashboardApp.SignInAsync(client, "operator", RegistrySeed.Password);

        using var answer = await client.GetAsync(
            address
                .Replace("{rdp}", $"{RegistrySeed.Rdp}", StringComparison.Ordinal)
                .Replace("{vauclair}", RegistrySeed.Vauclair, StringComparison.Ordinal),
            Token
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Evidence_of_an_alert_is_in_the_registry_too()
    {
        var client = await app.AsAsync("operator");

        var evidence = await client.GetStringAsync($"/alertes/{RegistrySeed.Rdp}/releve.json", Token);

        await using var context = await ContextAsync();
        var kept = await context
            .Alerts.Where(alert => alert.Id == RegistrySeed.Rdp)
            .Select(alert => alert.Evidence)
            .FirstAsync(Token);
        Assert.NotEmpty(kept!);
        using var facts = System.Text.Json.JsonDocument.Parse(kept!);
        Assert.All(facts.RootElement.EnumerateObject(), fact => Assert.Contains(fact.Name, evidence, StringComparison.Ordinal));
    }

    private async Task<string> ShowAsync(IndexState state)
    {
        await using (var context = await ContextAsync())
        {
            await context.IndexStates.ExecuteDeleteAsync(Token);
            context.IndexStates.Add(state);
            await context.SaveChangesAsync(Token);
        }
        return await (await app.AsAsync("operator")).GetStringAsync("/exploitation", Token);
    }

    private Task<RegistryContext> ContextAsync() =>
        app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync(Token);
}
