using System.Net;
using System.Text.Json;
using CyberWatch.Dashboard.Api;
using CyberWatch.Tests.Support;
using nietras.SeparatedValues;

namespace CyberWatch.Tests.Dashboard;

public sealed class FindingDownloadsTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly string[] Severities = ["", "info", "low", "medium", "high", "critical"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'·=1")]
    [InlineData("\r=1", "'·=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("nginx", "nginx")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void No_cell_is_a_formula(string written, string cell) => Assert.Equal(cell, FindingCsv.Safe(written));

    [Fact]
    public async Task Everything_found_is_exported_as_rows_that_read_back()
    {
        using var answer = await (await app.AsAsync("official")).GetAsync("/releves/export.csv?q=probe:service", Token);
        var text = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(
            ("text/csv", "releves.csv"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName)
        );
        using var reader = Sep.New(';').Reader(options => options with { Unescape = true }).FromText(text.TrimStart('\uFEFF'));
        var rows = new List<(string Finess, string Product, string Facts, string Severity)>();
        string[] columns = ["cyberwatch.establishment.finess", "service.product", "cyberwatch.facts", "cyberwatch.severity"];
        foreach (var row in reader)
        {
            rows.Add(
                (row[columns[0]].ToString(), row[columns[1]].ToString(), row[columns[2]].ToString(), row[columns[3]].ToString())
            );
        }
        Assert.Equal(
            [RegistrySeed.Vauclair, RegistrySeed.Tilleuls],
            rows.Select(row => row.Finess).Order(StringComparer.Ordinal)
        );
        Assert.Contains("'" + FindingSeed.Formula, rows.Select(row => row.Product));
        Assert.All(rows, row => Assert.Contains(row.Severity, Severities));
        Assert.All(rows, row => Assert.Equal(JsonValueKind.Object, JsonSerializer.Deserialize<JsonElement>(row.Facts).ValueKind));
    }

    [Fact]
    public async Task Nothing_found_is_a_file_with_its_row_of_names()
    {
        var text = await (await app.AsAsync("operator")).GetStringAsync("/releves/export.csv?q=probe:nothing", Token);

        Assert.StartsWith("@timestamp;cyberwatch.establishment.finess;", text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Lines_are_documents_and_more_than_a_page()
    {
        var text = await (await app.AsAsync("rssi-a")).GetStringAsync("/releves/export.ndjson?q=probe:dns", Token);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(55, lines.Length);
        Assert.All(
            lines,
            line =>
                Assert.Equal(
                    "dns",
                    JsonSerializer.Deserialize<JsonElement>(line).GetProperty("cyberwatch").GetProperty("probe").GetString()
                )
        );
    }

    [Theory]
    [InlineData("/releves/export.csv?q=(", "Requête refusée au caractère 1")]
    [InlineData("/releves/export.ndjson?q=nobody:x", "Il n’y a pas de champ nobody")]
    public async Task A_query_that_is_not_understood_is_no_download_and_says_why(string address, string why)
    {
        using var answer = await (await app.AsAsync("operator")).GetAsync(address, Token);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.DoesNotContain("n’existe pas pour vous", page, StringComparison.Ordinal);
    }
}
