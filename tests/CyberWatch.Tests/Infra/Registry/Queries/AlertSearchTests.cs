using System.Text;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry.Queries;

public sealed class AlertSearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("distance", true)]
    [InlineData("  DISTANCE\tprise ", true)]
    [InlineData("à distance", true)]
    [InlineData("remote", true)]
    [InlineData("distance remote", true)]
    [InlineData("203.0.113.24", true)]
    [InlineData("203.113", false)]
    [InlineData("acces.example@203", true)]
    [InlineData("cve-2024-1709", true)]
    [InlineData("screenconnect", true)]
    [InlineData("bezac-sur-oeuf", true)]
    [InlineData("990000001", true)]
    [InlineData("remote 990000001", true)]
    [InlineData("remote 990000002", false)]
    [InlineData("telnet", false)]
    [InlineData("%", true)]
    [InlineData("dist%ce", false)]
    [InlineData("dist_nce", false)]
    public async Task Each_term_must_be_in_the_alert_or_its_establishment(string typed, bool found)
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var alert = DecidedAlert.In(AlertState.Open, At(1));
        await data.AddAsync([Named(), alert]);

        Assert.Equal(found ? [alert.Id] : [], await FoundAsync(data, typed));
    }

    [Fact]
    public async Task The_last_of_many_twins_and_vulnerabilities_is_found_too()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var alert = DecidedAlert.In(AlertState.Open, At(1));
        alert.Twins = string.Join('\n', Enumerable.Range(1, 250).Select(n => $"site:été.example@203.0.113.{n}"));
        alert.Vulnerabilities = string.Join(' ', Enumerable.Range(1000, 300).Select(n => $"CVE-2026-{n}"));
        await data.AddAsync([Named(), alert, DecidedAlert.In(AlertState.Open, At(2))]);

        Assert.InRange(Encoding.UTF8.GetByteCount(alert.SearchKey), AlertSearch.LongestKey - 4, AlertSearch.LongestKey);
        foreach (var typed in new[] { "ete.example@203.0.113.250", "CVE-2026-1299", "sur-œuf cve-2026-1000" })
            Assert.Equal([alert.Id], await FoundAsync(data, typed));
    }

    [Fact]
    public async Task What_a_later_scan_changed_is_what_is_searched()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var alert = DecidedAlert.In(AlertState.Open, At(1));
        await data.AddAsync([Named(), alert]);

        await using (var context = data.CreateDbContext())
        {
            var row = await context.Alerts.SingleAsync(Token);
            (row.TitleFr, row.Twins) = ("Bureau à distance exposé", "site:neuf.example@203.0.113.25");
            await context.SaveChangesAsync(Token);
        }

        Assert.Equal([alert.Id], await FoundAsync(data, "expose neuf.example"));
        Assert.Empty(await FoundAsync(data, "prise"));
    }

    private static DateTimeOffset At(int day) => new(2026, 11, day, 0, 0, 0, TimeSpan.Zero);

    private static Establishment Named()
    {
        var site = TemporaryData.Hospital();
        site.SearchKey = Folded.Of(site.Name, site.Finess);
        return site;
    }

    private static async Task<IEnumerable<Guid>> FoundAsync(TemporaryData data, string typed)
    {
        var filter = new AlertFilter { Text = typed };
        var page = await new AlertQueries(data).ListAsync(new AccessScope.WholeSector(), filter, new PageRequest(0, 10), Token);
        Assert.Equal(page.Rows.Count, page.Total);
        return page.Rows.Select(row => row.Id);
    }
}
