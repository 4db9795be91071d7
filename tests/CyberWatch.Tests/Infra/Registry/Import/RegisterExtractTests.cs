using CyberWatch.Rules.Model;
using CyberWatch.Tests.Scanner.Commands;

namespace CyberWatch.Tests.Infra.Registry.Import;

/// <summary>What follows from an import of the extract of FINESS+: eighteen sites, three closed, one group of two legal entities.</summary>
public sealed class RegisterExtractTests : IDisposable
{
    private const string Support = "010000024";
    private const string Member = "010780930";
    private const string Stranger = "010780955";
    private static readonly string Extract = Path.Combine(AppContext.BaseDirectory, "Data", "finess-plus-extract.json");

    private readonly Cli _cli = new()
    {
        Substitutes = services => services.AddSingleton(PublicSuffixList.Parse(["fr", "example"])),
    };

    [Fact]
    public async Task Read_again_it_changes_nothing()
    {
        var first = await ImportAsync();
        var again = await ImportAsync();

        Assert.Contains("18 new, 0 changed", first.Output, StringComparison.Ordinal);
        Assert.Contains("0 new, 0 changed, 0 no longer in the file (0 in all)", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_sites_are_listed_only_when_asked_for()
    {
        await ImportAsync();

        var open = await _cli.RunAsync("establishments", "list", "--json");
        var all = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Equal((15, 18), (open.Lines.Length, all.Lines.Length));
        Assert.Equal(3, all.Lines.Count(line => line.Contains("\"in_service\":false", StringComparison.Ordinal)));
        Assert.DoesNotContain(open.Lines, line => line.Contains("\"in_service\":false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_of_one_GHT_may_share_a_domain_and_one_outside_may_not()
    {
        await ImportAsync();
        var held = await PerimeterAsync($"{Support},domain,ght-bresse.example,");

        var sister = await PerimeterAsync($"{Member},domain,www.ght-bresse.example,");
        var stranger = await PerimeterAsync($"{Stranger},domain,ght-bresse.example,");

        Assert.Equal((0, 0, 2), (held.Status, sister.Status, stranger.Status));
        Assert.Contains("of another legal entity and group holds", stranger.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task<CliResult> ImportAsync() => _cli.RunAsync("import", "establishments", Extract);

    private Task<CliResult> PerimeterAsync(string line) =>
        _cli.RunAsync("import", "perimeter", _cli.FileOf("perimeter.csv", $"finess,kind,value,note\n{line}\n"));
}
