using System.Text.RegularExpressions;
using CyberWatch.Dashboard.Access;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed partial class HeaderTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly string[] Pages =
    [
        "/",
        "/alertes",
        $"/alertes/{RegistrySeed.Rdp}",
        "/etablissements",
        $"/etablissements/{RegistrySeed.Vauclair}",
        "/scans?liste=derniers",
        "/lettres",
        $"/lettres/{LetterSeed.OfVauclair}",
        $"/lettres/a-venir/finess:{RegistrySeed.Vauclair}",
        "/exploitation",
        "/compte",
        "/rien",
        "/connexion",
    ];

    [Fact]
    public async Task Every_page_is_under_the_strict_policy_and_is_not_kept()
    {
        var client = await app.AsAsync("operator");
        foreach (var address in Pages)
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);

            Assert.Equal([SecurityHeaders.ContentSecurityPolicy], answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.True(answer.Headers.CacheControl?.NoStore, address);
        }
    }

    [Fact]
    public async Task No_page_needs_what_the_policy_forbids()
    {
        var client = await app.AsAsync("operator");
        foreach (var address in Pages)
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Empty(Forbidden().Matches(page).Select(match => $"{address}: {match.Value}"));
        }
    }

    [Fact]
    public async Task Script_of_the_circuits_is_not_empty()
    {
        var client = await app.AsAsync("operator");
        var page = await client.GetStringAsync("/scans", TestContext.Current.CancellationToken);
        var script = BlazorScript().Match(page).Groups["script"].Value;

        var bytes = await client.GetByteArrayAsync("/" + script, TestContext.Current.CancellationToken);

        Assert.InRange(bytes.Length, 40_000, 1_000_000);
    }

    [GeneratedRegex("<[a-z][^>]* (style|on[a-z]+)=\"|<style|<script(?![^>]* src=)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forbidden();

    [GeneratedRegex("src=\"(?<script>_framework/blazor[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlazorScript();
}
