using System.Net;
using System.Reflection;
using CyberWatch.Dashboard;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Addresses and registers as a stranger writes them.</summary>
public sealed class HostileAddressTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Theory]
    [InlineData("/alertes?ouverte=abc")]
    [InlineData("/alertes?resolue=99999999999999")]
    [InlineData("/alertes?page=abc")]
    [InlineData("/etablissements?page=999999999999")]
    [InlineData("/etablissements?page=-5&tri=%27%20or%201=1")]
    [InlineData("/alertes?texte=%00%25_%27%22%3Cscript%3E&gravite=%00&region=%27&finess=x,y,z")]
    [InlineData("/alertes?texte=%ff%fe")]
    [InlineData("/scans?liste=%00&page=%00")]
    public async Task What_an_address_says_wrongly_filters_nothing_and_breaks_nothing(string address)
    {
        var client = await app.AsAsync("operator");

        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(
            "<script>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/alertes?page=99")]
    [InlineData("/lettres/a-venir?page=99")]
    [InlineData("/lettres/a-venir?page=-99")]
    public async Task Page_that_is_no_more_is_the_last_one_and_never_an_empty_list(string address)
    {
        var client = await app.AsAsync("operator");

        var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);

        Assert.Contains(RegistrySeed.VauclairName, page, StringComparison.Ordinal);
    }

    /// <summary>Else whoever writes a long query is answered without a page, and without a reason.</summary>
    [Fact]
    public async Task Longest_query_and_one_that_is_too_long_reach_their_page()
    {
        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var client = await app.AsAsync("operator");
        var longest = Uri.EscapeDataString(new string('字', QueryParser.MostLength));

        using var answer = await client.GetAsync($"/releves?q={longest}", TestContext.Current.CancellationToken);
        using var refused = await client.GetAsync($"/releves?q={longest}x", TestContext.Current.CancellationToken);
        var said = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.InRange(longest.Length + 1_000, 0, limits.MaxRequestLineSize);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, refused.StatusCode));
        Assert.Contains("8192", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_an_address_are_taken_as_text()
    {
        // the framework answers what it cannot read as a number, a date or an id with a broken page
        var others =
            from component in typeof(DashboardOptions).Assembly.GetTypes()
            from property in component.GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
            )
            where property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null
            where property.PropertyType != typeof(string) && property.PropertyType != typeof(string[])
            select $"{component.Name}.{property.Name}";

        Assert.Empty(others);
    }

    [Fact]
    public async Task Evidence_is_kept_by_no_browser()
    {
        var client = await app.AsAsync("operator");

        using var answer = await client.GetAsync(
            $"/alertes/{RegistrySeed.Rdp}/releve.json",
            TestContext.Current.CancellationToken
        );

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }
}
