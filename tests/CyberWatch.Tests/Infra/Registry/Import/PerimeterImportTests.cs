using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Scanner.Commands;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry.Import;

public sealed class PerimeterImportTests : IDisposable
{
    private static readonly SpecialRanges NoRoute = new([IPNetwork.Parse("203.0.113.0/24")], DefaultRoute: false);
    private readonly Cli _cli = new()
    {
        Substitutes = services =>
            services.AddSingleton(NoRoute).AddSingleton(PublicSuffixList.Parse(["fr", "gouv.fr", "example", "*.ck"])),
    };

    [Fact]
    public async Task A_perimeter_is_kept_in_its_canonical_form_with_where_it_was_declared()
    {
        await RegisterAsync();

        var result = await PerimeterAsync(
            "990000001,domain,Hôpital-A.example.,main name",
            "990000001,range,203.0.113.64/28,",
            "990000001,exclude,203.0.113.70,scanner room",
            "990000001,exclude,PACS.hôpital-a.example,",
            "990000001,quiet,Mon-Fri 08:00-18:30,",
            "990000001,range,2001:470::/32,"
        );

        Assert.Equal(0, result.Status);
        Assert.Equal(
            [
                "Domain xn--hpital-a-43a.example perimeter.csv line 2",
                "Range 203.0.113.64/28 perimeter.csv line 3",
                "Exclude 203.0.113.70/32 perimeter.csv line 4",
                "Exclude pacs.xn--hpital-a-43a.example perimeter.csv line 5",
                "Quiet mon-fri 08:00-18:30 perimeter.csv line 6",
                "Range 2001:470::/32 perimeter.csv line 7",
            ],
            await LinesAsync()
        );
    }

    [Theory]
    [InlineData("990000009,domain,ch-a.example,", "finess '990000009'", "register has no such establishment")]
    [InlineData("99000001,domain,ch-a.example,", "finess '99000001'", "nine characters")]
    [InlineData("990000001,domain,gouv.fr,", "value 'gouv.fr'", "public suffix")]
    [InlineData("990000001,domain,example,", "value 'example'", "domain name")]
    [InlineData("990000001,range,45.0.0.0/15,", "value '45.0.0.0/15'", "too wide")]
    [InlineData("990000001,range,2a00::/31,", "value '2a00::/31'", "too wide")]
    [InlineData("990000001,range,10.1.0.0/16,", "value '10.1.0.0/16'", "private")]
    [InlineData("990000001,range,127.0.0.0/24,", "value '127.0.0.0/24'", "loopback")]
    [InlineData("990000001,range,203.0.113.70/33,", "value '203.0.113.70/33'", "from 0 to 32")]
    [InlineData("990000001,range,203.0.113.70/24,", "value '203.0.113.70/24'", "write 203.0.113.0/24")]
    [InlineData("990000001,quiet,always,", "value 'always'", "mon-fri 08:00-18:30")]
    [InlineData("990000001,port,80,", "kind 'port'", "domain, range, exclude or quiet")]
    public async Task What_may_not_be_declared_is_refused_with_line_column_value_and_remedy(
        string line,
        string place,
        string said
    )
    {
        await RegisterAsync();

        var result = await PerimeterAsync("990000001,domain,ch-a.example,", line);

        Assert.Equal(2, result.Status);
        Assert.Contains($"perimeter.csv line 3, {place}", result.Error, StringComparison.Ordinal);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Empty(await LinesAsync());
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        await RegisterAsync();

        var result = await PerimeterAsync("990000009,domain,gouv.fr,", "990000001,range,10.0.0.0/8,", "990000001,port,80");

        Assert.Equal(2, result.Status);
        Assert.Contains("line 2, finess", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 2, value", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 3, value", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: The line has 3 fields", result.Error, StringComparison.Ordinal);
        Assert.Contains("4 faults", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_documentation_range_is_refused_where_a_default_route_exists()
    {
        using var routed = new Cli { Substitutes = services => services.AddSingleton(NoRoute with { DefaultRoute = true }) };
        await RegisterAsync(routed);

        var result = await PerimeterAsync(routed, "990000001,range,203.0.113.0/28,");

        Assert.Equal(2, result.Status);
        Assert.Contains("default route", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("domain,ch-a.example")]
    [InlineData("domain,www.ch-a.example")]
    [InlineData("range,203.0.113.64/30")]
    [InlineData("range,203.0.113.0/24")]
    public async Task What_a_stranger_holds_is_refused_in_the_registry_and_in_the_same_file(string claim)
    {
        await RegisterAsync();
        string[] held = ["990000001,domain,ch-a.example,", "990000001,range,203.0.113.64/28,"];

        var sameFile = await PerimeterAsync([.. held, $"990000003,{claim},"]);
        await PerimeterAsync(held);
        var later = await PerimeterAsync($"990000003,{claim},");
        var sameLegalEntity = await PerimeterAsync($"990000002,{claim},");

        Assert.Equal((2, 2, 0), (sameFile.Status, later.Status, sameLegalEntity.Status));
        Assert.Contains("990000001 of another legal entity", sameFile.Error, StringComparison.Ordinal);
        Assert.Contains("990000001 of another legal entity", later.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_the_whole_truth_for_each_establishment_that_it_names_and_a_dry_run_shows_what_goes()
    {
        await RegisterAsync();
        await PerimeterAsync(
            "990000001,domain,ch-a.example,",
            "990000001,domain,old-a.example,",
            "990000003,domain,ch-c.example,"
        );

        var dry = await PerimeterAsync(["990000001,domain,ch-a.example,"], "--dry-run");
        var before = await LinesAsync();
        var real = await PerimeterAsync("990000001,domain,ch-a.example,");

        Assert.Contains("- 990000001 domain old-a.example", dry.Output, StringComparison.Ordinal);
        Assert.Equal(3, before.Length);
        Assert.Contains("- 990000001 domain old-a.example", real.Output, StringComparison.Ordinal);
        Assert.Equal(["ch-a.example", "ch-c.example"], (await LinesAsync()).Select(line => line.Split(' ')[1]).Order());
    }

    [Fact]
    public async Task A_heading_that_is_not_ours_is_told_with_the_columns_that_are()
    {
        var result = await _cli.RunAsync("import", "perimeter", _cli.FileOf("p.csv", "finess,type,value\n1,2,3\n"));

        Assert.Equal(2, result.Status);
        Assert.Contains("line 1, kind: The column is missing", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 1, type: There is no such column", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task<CliResult> PerimeterAsync(params string[] lines) => PerimeterAsync(_cli, lines);

    private Task<CliResult> PerimeterAsync(string[] lines, string option) => PerimeterAsync(_cli, lines, option);

    private static Task<CliResult> PerimeterAsync(Cli cli, string line) => PerimeterAsync(cli, [line]);

    private static Task<CliResult> PerimeterAsync(Cli cli, string[] lines, params string[] more) =>
        cli.RunAsync([
            "import",
            "perimeter",
            cli.FileOf("perimeter.csv", string.Join('\n', ["finess,kind,value,note", .. lines])),
            .. more,
        ]);

    private Task RegisterAsync() => RegisterAsync(_cli);

    private static Task RegisterAsync(Cli cli) =>
        cli.RunAsync(
            "import",
            "establishments",
            cli.FileOf(
                "register.csv",
                RegisterFile.Csv(
                    "2026-05-12",
                    RegisterFile.Site("990000001", legalEntity: "990000010"),
                    RegisterFile.Site("990000002", legalEntity: "990000010"),
                    RegisterFile.Site("990000003", legalEntity: "990000030")
                )
            )
        );

    private async Task<string[]> LinesAsync()
    {
        await using var registry = _cli.OpenRegistry();
        return await registry
            .Perimeter.OrderBy(row => row.Id)
            .Select(row => $"{row.Kind} {row.Value} {row.Source}")
            .ToArrayAsync(TestContext.Current.CancellationToken);
    }
}
