using CyberWatch.Tests.Scanner.Commands;

namespace CyberWatch.Tests.Infra.Registry.Import;

public sealed class RegisterRefusalTests : IDisposable
{
    private static readonly string[] TenSites = [.. Enumerable.Range(0, 10).Select(i => RegisterFile.Site($"01000{i:0000}"))];
    private readonly Cli _cli = new();

    [Fact]
    public async Task A_file_that_lost_more_than_a_tenth_is_refused_until_the_shrinking_is_accepted()
    {
        await ImportAsync(RegisterFile.Csv("2026-03-01", TenSites));
        var smaller = RegisterFile.Csv("2026-04-01", TenSites[2..]);

        var refused = await ImportAsync(smaller);
        var accepted = await ImportAsync(smaller, "--accept-shrink");
        var table = await _cli.RunAsync("establishments", "list", "--all");

        Assert.Equal(2, refused.Status);
        Assert.Contains("2 of 10 sites are missing", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, accepted.Status);
        Assert.Equal(2, Occurrences(table.Output, "not in the register since 2026-04-01"));
    }

    [Fact]
    public async Task A_site_that_left_the_file_is_marked_and_unmarked_when_it_comes_back()
    {
        await ImportAsync(RegisterFile.Csv("2026-03-01", TenSites));
        var left = await ImportAsync(RegisterFile.Csv("2026-04-01", TenSites[1..]));
        var marked = await _cli.RunAsync("establishments", "list");
        await ImportAsync(RegisterFile.Csv("2026-05-01", TenSites));
        var back = await _cli.RunAsync("establishments", "list");

        Assert.Equal(0, left.Status);
        Assert.Contains("1 no longer in the file", left.Output, StringComparison.Ordinal);
        Assert.Contains("not in the register since 2026-04-01", marked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not in the register", back.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_file_are_told_at_once_with_their_lines_and_nothing_is_imported()
    {
        var csv = RegisterFile.Csv(
            "2026-03-01",
            TenSites[0],
            RegisterFile.Site("10000024"),
            "structureet;010000025;too;few",
            TenSites[0]
        );

        var result = await ImportAsync(csv);
        var list = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Equal(2, result.Status);
        Assert.Contains("line 3, finess '10000024'", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 4", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "line 5, finess '010000000': The number occurs twice (first on line 2)",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(list.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":"v1.0.0","generatedAt":"2026-09-05T02:15:37Z","gcc":[],"pmej":[]}""")]
    [InlineData("""{"schemaVersion":"v2.0.0","generatedAt":"2026-09-05T02:15:37Z","gcc":[],"pmej":[{"ege":[]}]}""")]
    [InlineData("""{"schemaVersion":"v1.0.0","generatedAt":"2026-09-05T02:15:37Z","pmej":[{"ege":[""")]
    [InlineData("""{"schemaVersion":"v1.0.0","generatedAt":"2026-09-05T02:15:37Z","pmej":[{"ege":7}]}""")]
    [InlineData("finess;etalab;111;2026-05-12\n")]
    public async Task What_is_not_the_register_is_refused(string content)
    {
        var result = await ImportAsync(content);

        Assert.Equal(2, result.Status);
        Assert.Contains("othing was imported", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_was_cut_is_refused_wherever_it_was_cut()
    {
        var whole = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Data", "finess-plus-extract.json"),
            TestContext.Current.CancellationToken
        );

        foreach (var share in (double[])[0.1, 0.35, 0.8, 0.999])
        {
            var result = await ImportAsync(whole[..(int)(whole.Length * share)]);

            Assert.Equal(2, result.Status);
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_input()
    {
        var result = await _cli.RunAsync("import", "establishments", "/nowhere/register.json");

        Assert.Equal(2, result.Status);
        Assert.Contains("/nowhere/register.json", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task<CliResult> ImportAsync(string content, params string[] more) =>
        _cli.RunAsync(["import", "establishments", _cli.FileOf("register", content), .. more]);

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
