using System.Net;
using CyberWatch.Infra;
using CyberWatch.Tests.Support;

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
        Assert.DoesNotContain("cannot be used", rssi, StringComparison.Ordinal);
        Assert.Contains("id=\"langage\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/releves/export.csv")]
    [InlineData("/releves/export.ndjson")]
    public async Task A_download_is_refused_before_its_first_octet(string address)
    {
        using var answer = await (await app.AsAsync("operator")).GetAsync(address, Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
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
