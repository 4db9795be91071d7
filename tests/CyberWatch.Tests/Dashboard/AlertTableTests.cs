using Bunit;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Access;
using CyberWatch.Dashboard.Components.Shared;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using Microsoft.AspNetCore.Components;

namespace CyberWatch.Tests.Dashboard;

public class AlertTableTests : BunitContext
{
    private static readonly AccessScope Mine = new AccessScope.Establishments(new HashSet<string> { "019999901" });

    [Fact]
    public void Reader_sees_what_the_queries_gave_for_his_scope()
    {
        var table = RenderFor("/alertes", Alert("Bureau à distance ouvert sur Internet"));

        Assert.Contains("Bureau à distance ouvert sur Internet", table.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("Critique", table.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Title_that_a_scanned_host_wrote_stays_text()
    {
        var table = RenderFor("/alertes", Alert("<img src=x onerror=alert(1)>"));

        Assert.Empty(table.FindAll("tbody img"));
    }

    [Fact]
    public void Second_page_is_a_plain_link_away()
    {
        AlertRow[] rows = [.. Enumerable.Range(1, 60).Select(i => Alert($"Alerte {i}"))];

        var table = RenderFor("/alertes?page=2", rows);

        Assert.Contains("Page 2 sur 2", table.Find(".pager").TextContent, StringComparison.Ordinal);
        Assert.Equal(10, table.FindAll("tbody tr").Count);
        Assert.EndsWith("/alertes", table.Find("a[rel=prev]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_list_stands_elsewhere_the_first_rows_lead_to_it_whatever_page_the_address_says()
    {
        AlertRow[] rows = [.. Enumerable.Range(1, 60).Select(i => Alert($"Alerte {i}"))];

        var table = RenderFor("/etablissements/019999901?page=2", most: 10, rows);

        Assert.Equal("Alerte 1", table.Find("tbody a.lead").TextContent);
        Assert.Equal(10, table.FindAll("tbody tr").Count);
        Assert.Equal(("Voir les 60 alertes", "/alertes"), LinkOf(table));
        Assert.Empty(table.FindAll(".pager"));
    }

    [Fact]
    public void Few_rows_lead_nowhere()
    {
        var table = RenderFor("/etablissements/019999901", most: 10, Alert("Une"));

        Assert.Empty(table.FindAll(".card__foot"));
    }

    [Fact]
    public void Sorting_is_a_link_and_turns_round_the_second_time()
    {
        var link = RenderFor("/alertes?tri=opened", Alert("Une"))
            .FindAll("th a")
            .Single(head => head.TextContent.StartsWith("Depuis", StringComparison.Ordinal));

        Assert.Contains("tri=-opened", link.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("tri croissant", link.TextContent, StringComparison.Ordinal);
    }

    private static (string, string?) LinkOf(IRenderedComponent<AlertTable> table)
    {
        var link = table.Find(".card__foot a");
        return (link.TextContent, link.GetAttribute("href"));
    }

    private IRenderedComponent<AlertTable> RenderFor(string address, params AlertRow[] rows) => RenderFor(address, null, rows);

    private IRenderedComponent<AlertTable> RenderFor(string address, int? most, params AlertRow[] rows)
    {
        Services.AddSingleton<Texts>().AddSingleton<When>().AddSingleton<Links>().AddSingleton(TimeProvider.System);
        Services.AddSingleton<IAlertQueries>(new AlertsGivenTo(Mine, rows));
        Services.AddSingleton(new ScanQueries(null!)); // asked only when the list is empty
        JSInterop.Mode = JSRuntimeMode.Loose; // QuickGrid loads a script for its column menus
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var reader = new Reader(new User { Role = UserRole.Rssi }, Mine, "Vauclair");
        return Render<AlertTable>(table =>
            table.Add(it => it.Filter, new AlertFilter()).Add(it => it.Reader, reader).Add(it => it.Most, most)
        );
    }

    private static AlertRow Alert(string title) =>
        new(
            Guid.CreateVersion7(),
            Severity.Critical,
            AlertState.Open,
            new LocalizedText(title, title),
            "service.rdp-exposed",
            "019999901",
            "Centre hospitalier de Vauclair",
            "tcp:203.0.113.10:3389",
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            null
        );
}
