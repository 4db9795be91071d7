using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>What the case asks of the page; its scan and its alerts are in <c>ScanCaseTests</c>, its perimeter in <c>PerimeterImportTests</c>.</summary>
public sealed class FailedScanPageTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task Alerts_failed_scan_called_success_is_said_where_nothing_was_looked_at()
    {
        var client = await app.AsAsync("official");

        var page = await client.GetStringAsync(
            $"/etablissements/{RegistrySeed.GrandLarge}",
            TestContext.Current.CancellationToken
        );

        Assert.Contains("Rien n’a encore été regardé.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Aucune alerte", page, StringComparison.Ordinal);
    }
}
