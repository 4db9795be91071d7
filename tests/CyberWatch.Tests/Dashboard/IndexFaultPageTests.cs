using System.Net;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>An index that does not answer: the page says so, and everything that needs the registry alone works on.</summary>
public sealed class IndexFaultPageTests(IndexFaultPageTests.BrokenApp app) : IClassFixture<IndexFaultPageTests.BrokenApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_that_the_index_does_not_answer()
    {
        var shown = await app.PageAsync("operator", "/releves?q=nginx");
        var rssi = await app.PageAsync("rssi-a", "/releves");

        Assert.All([shown, rssi], page => Assert.Contains("L’index des relevés ne répond pas", page, StringComparison.Ordinal));
        Assert.Contains("cannot be used", shown, StringComparison.Ordinal);
        Assert.Contains("Le fichier des relevés est illisible\u00A0: déplacez-le.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be used", rssi, StringComparison.Ordinal);
        Assert.DoesNotContain("est illisible", rssi, StringComparison.Ordinal);
        Assert.Contains("id=\"langage\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/releves/export.csv?q=nginx")]
    [InlineData("/releves/export.ndjson?q=nginx")]
    public async Task A_download_is_refused_before_its_first_octet_and_says_why(string address)
    {
        using var answer = await (await app.AsAsync("operator")).GetAsync(address, Token);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("L’index des relevés ne répond pas", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/releves?q=nginx\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("n’existe pas pour vous", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_worker_the_operator_is_told_all_the_same()
    {
        await using (
            var registry = await app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync(Token)
        )
        {
            await registry.Workers.ExecuteDeleteAsync(Token);
        }

        var page = await app.PageAsync("operator", "/exploitation");

        Assert.Contains("L’index, interrogé à l’instant, ne prend pas de relevés", page, StringComparison.Ordinal);
        Assert.Contains("Aucun moteur de scan ne s’est annoncé\u00A0: rien n’est relevé", page, StringComparison.Ordinal);
        Assert.Matches("lang=\"en\">[^<]* cannot be used", page);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/alertes")]
    [InlineData("/etablissements")]
    [InlineData("/scans")]
    [InlineData("/lettres")]
    public async Task Pages_of_the_registry_work_on(string address)
    {
        using var answer = await (await app.AsAsync("operator")).GetAsync(address, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public sealed class BrokenApp : DashboardApp
    {
        protected override async Task FindingsAsync()
        {
            var file = Services.GetRequiredService<DataFolder>().Findings;
            await File.WriteAllTextAsync(file, new string('x', 5_000), CancellationToken.None);
        }
    }
}
