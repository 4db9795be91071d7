using System.Text.Json;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Tests.Infra.Findings;
using CyberWatch.Tests.Infra.Findings.Language;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary><c>findings search</c> and <c>export</c> take the query language.</summary>
public sealed class FindingsCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    [Theory]
    [InlineData(2)]
    [InlineData(1, "facts.product:nginx*")]
    [InlineData(1, "nginx", "AND", "NOT", "caddy")]
    [InlineData(2, "facts.product:nginx OR facts.product:caddy")]
    [InlineData(0, "destination.ip:192.0.2.0/24")]
    [InlineData(1, "(caddy)", "--probe", "dns")]
    [InlineData(0, "caddy OR nginx", "--probe", "tls")]
    public async Task What_is_asked_in_the_language_is_found_and_exported(int found, params string[] query)
    {
        await FillAsync();

        var search = await _cli.RunAsync(["findings", "search", "--json", .. query]);
        var export = await _cli.RunAsync(["findings", "export", .. query]);

        Assert.Equal((0, found), (search.Status, search.Lines.Length));
        Assert.Equal(search.Lines.Order(StringComparer.Ordinal), export.Lines.Order(StringComparer.Ordinal));
        Assert.All(
            search.Lines,
            line => Assert.Equal(JsonValueKind.Object, JsonSerializer.Deserialize<JsonElement>(line).ValueKind)
        );
    }

    [Theory]
    [InlineData("search")]
    [InlineData("export")]
    public async Task What_is_not_of_the_language_is_pointed_at_with_the_remedy(string verb)
    {
        await _cli.BeginAsync();

        var result = await _cli.RunAsync("findings", verb, "probe:dns AND destination.port:https\u001b[2J");

        var said = result.Error.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Equal("probe:dns AND destination.port:https·[2J", said[0]);
        Assert.Equal(new string(' ', said[0].IndexOf('[', StringComparison.Ordinal)) + "^", said[1]);
        Assert.StartsWith("Character 38: The sign [ means nothing here", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_query_what_stands_around_the_fault_is_shown()
    {
        await _cli.BeginAsync();

        var result = await _cli.RunAsync(
            "findings",
            "search",
            string.Concat(Enumerable.Repeat("nginx ", 100)) + ")" + new string('x', 500)
        );

        var said = result.Error.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(')', said[0][said[1].IndexOf('^', StringComparison.Ordinal)]);
        Assert.InRange(said[0].Length, 50, 130);
    }

    [Fact]
    public async Task An_export_that_breaks_off_says_so_in_its_last_line_and_by_its_status()
    {
        using var cli = new Cli { Substitutes = all => all.AddSingleton<IFindingIndex>(new PlayedIndex { LostAfter = 3 }) };
        await cli.BeginAsync();
        // beside a registry on a server nothing else says that the folder is the right one
        Directory.CreateDirectory(cli.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(cli.DataFolder, "findings.db"), "", TestContext.Current.CancellationToken);

        var export = await cli.RunAsync("findings", "export");

        Assert.Equal((1, 4, "down"), (export.Status, export.Lines.Length, export.Error.Trim()));
        Assert.All(export.Lines[..3], line => Assert.StartsWith("{\"number\":", line, StringComparison.Ordinal));
        Assert.Equal(
            "This export is not whole: it ends here, after 3 findings. Run it again.",
            JsonSerializer.Deserialize<JsonElement>(export.Lines[3]).GetProperty("error").GetString()
        );
    }

    public void Dispose() => _cli.Dispose();

    private async Task FillAsync()
    {
        await _cli.BeginAsync();
        using var index = new SqliteFindingIndex(new DataFolder(Options.Create(new DataOptions { Folder = _cli.DataFolder })));
        var sample = new GeneratedFindings.Sample(1, "zone:z1.example", 1, "nginx", "x", 2, true, 2048);
        await index.UpsertAsync(
            [sample.Document(1), (sample with { AssetKey = "zone:z2.example", One = "caddy" }).Document(2)],
            TestContext.Current.CancellationToken
        );
    }
}
