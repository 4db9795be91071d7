using System.Net;
using System.Text.RegularExpressions;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>The findings page: the query in the address, what it finds, and every way to narrow it, as plain links.</summary>
public sealed partial class FindingsPageTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<string> PageAsync(string query, string reader = "operator") =>
        WebUtility.HtmlDecode(
            await (await app.AsAsync(reader)).GetStringAsync($"/releves?q={Uri.EscapeDataString(query)}", Token)
        );

    [Theory]
    [InlineData("operator", "60 relevés")]
    [InlineData("official", "60 relevés")]
    [InlineData("regional", "59 relevés")]
    [InlineData("rssi-a", "59 relevés")]
    [InlineData("direction-a", "59 relevés")]
    [InlineData("rssi-b", "1 relevé")]
    public async Task Each_role_finds_and_counts_what_is_his(string reader, string counted)
    {
        Assert.Contains($"<h2 id=\"h-releves\">{counted}</h2>", await PageAsync("", reader), StringComparison.Ordinal);
        var exported = await (await app.AsAsync(reader)).GetStringAsync("/releves/export.ndjson", Token);
        Assert.Equal(
            counted.Split(' ')[0],
            exported
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Length.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Theory]
    [InlineData("probe:service OR NOT probe:service")]
    [InlineData("telnet OR establishment.finess:*")]
    [InlineData("NOT nobody")]
    public async Task No_query_of_an_rssi_reaches_another_establishment(string query)
    {
        var page = await PageAsync(query, "rssi-a");

        Assert.DoesNotContain("Telnet", page, StringComparison.Ordinal);
        Assert.DoesNotContain(RegistrySeed.Tilleuls, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_no_finding_has_is_told_with_those_that_there_are()
    {
        var page = await PageAsync("vauclair AND probe:ssh");

        Assert.Contains("probe ne vaut jamais «\u00A0ssh\u00A0»", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/releves?q=vauclair%20AND%20probe%3Atls\">tls</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ne vaut jamais", await PageAsync("rien AND probe:tls"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_leads_to_its_establishment_and_by_its_time_to_its_document()
    {
        var page = await PageAsync("probe:tls");
        var list = page[page.IndexOf("<table", StringComparison.Ordinal)..];

        Assert.Contains($"<a href=\"/etablissements/{RegistrySeed.Vauclair}\">", list, StringComparison.Ordinal);
        Assert.Matches("<a class=\"lead nowrap\" href=\"/releves\\?q=probe%3Atls&releve=[^\"]+#document\"", list);
    }

    [Fact]
    public async Task A_facet_adds_its_value_and_takes_it_away_again()
    {
        var page = await PageAsync("vauclair");
        Assert.Contains("href=\"/releves?q=vauclair%20AND%20probe%3Atls\"", page, StringComparison.Ordinal);

        var narrowed = await PageAsync("vauclair AND probe:tls");

        Assert.Contains("<h2 id=\"h-releves\">3 relevés</h2>", narrowed, StringComparison.Ordinal);
        Assert.Contains("href=\"/releves?q=vauclair\" aria-current=\"true\"", narrowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vauclair", "vauclair%20AND%20probe%3Atls")]
    [InlineData("probe:tls", "probe%3Atls%20AND%20outcome%3A")]
    [InlineData("probe:tls", "probe%3Atls%20AND%20asset%3A%22")]
    public async Task A_value_of_the_list_is_a_link_that_narrows_the_search(string query, string narrowed)
    {
        var page = await PageAsync(query);
        var list = page[page.IndexOf("<table", StringComparison.Ordinal)..];

        var to = Narrowing().Matches(list).Select(match => match.Groups["to"].Value).ToList();

        Assert.Contains(to, address => address.StartsWith($"/releves?q={narrowed}", StringComparison.Ordinal));
        foreach (var address in to.Distinct().Take(5))
        {
            var found = WebUtility.HtmlDecode(await (await app.AsAsync("operator")).GetStringAsync(address, Token));
            Assert.DoesNotContain("id=\"q-faute\"", found, StringComparison.Ordinal);
            Assert.DoesNotContain("<h2 id=\"h-releves\">0 relevé", found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_value_that_the_query_asks_for_is_no_link_any_more()
    {
        var page = await PageAsync("probe:tls");

        Assert.DoesNotContain("probe%3Atls%20AND%20probe%3Atls", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("class=\"narrow\" href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Narrowing();

    [Fact]
    public async Task Silence_is_told_apart_from_answers()
    {
        var page = await PageAsync("probe:tls");

        Assert.Contains(
            "1 sans\"",
            string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
        Assert.Contains("tag inconclusive", page, StringComparison.Ordinal);
        Assert.Contains("Nombres exacts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_page_continues_where_this_one_ends()
    {
        var client = await app.AsAsync("operator");
        var first = await PageAsync("probe:dns");

        var next = await client.GetStringAsync(Next().Match(first).Groups["to"].Value, Token);

        var seen = Zone().Matches(first + next).Select(match => match.Value).Distinct().Count();
        Assert.Equal(55, seen);
        Assert.DoesNotContain("rel=\"next\"", next, StringComparison.Ordinal);
        Assert.Contains("Les plus récents", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_of_the_language_is_pointed_at_and_kept_in_the_field()
    {
        var page = await PageAsync("probe:tls AND destination.port:<b>");

        Assert.Contains("Requête refusée au caractère 33", page, StringComparison.Ordinal);
        Assert.Contains("est un nombre entier", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("h-releves", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_opens_beside_its_list_and_what_a_stranger_wrote_stays_text()
    {
        var client = await app.AsAsync("rssi-a");

        var html = await client.GetStringAsync(
            $"/releves?q=expired&releve={Uri.EscapeDataString(FindingSeed.OfVauclair)}",
            Token
        );

        Assert.Contains("id=\"releve-json\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(FindingSeed.Script, html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_example_of_the_help_is_understood()
    {
        var client = await app.AsAsync("operator");
        var examples = Example().Matches(await PageAsync("")).Select(match => match.Groups["to"].Value).ToList();

        Assert.Equal(12, examples.Count);
        foreach (var example in examples)
        {
            Assert.DoesNotContain("q-faute\"", await client.GetStringAsync(example, Token), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/releves?q=(((((((((((((((((((((a")]
    [InlineData("/releves?q=%00%ff%fe")]
    [InlineData("/releves?q=a&apres=99999999999999999999~x")]
    [InlineData("/releves?q=a&apres=253402300799999~x&releve=|||")]
    [InlineData("/releves?apres=-1~%00&releve=a%7Cb%7Cc")]
    public async Task Whatever_the_address_holds_the_page_is_shown(string address)
    {
        using var answer = await (await app.AsAsync("operator")).GetAsync(address, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [GeneratedRegex("rel=\"next\" href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Next();

    [GeneratedRegex(@"z\d\d\.vauclair\.example", RegexOptions.None, 1000)]
    private static partial Regex Zone();

    [GeneratedRegex("<dt><a class=\"mono\" href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
