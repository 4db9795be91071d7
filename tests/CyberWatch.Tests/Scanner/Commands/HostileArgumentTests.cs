using CyberWatch.Tests.Infra.Registry.Import;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>Arguments that a hurried hand types: a sentence and status 2, never a stack, never an empty list that looks like good news.</summary>
public sealed class HostileArgumentTests : IDisposable
{
    private readonly Cli _cli = new();

    [Theory]
    [InlineData("--kind is light or full", "scan", "990000001", "--kind", "heavy")]
    [InlineData("--kind is light or full", "scan", "990000001", "--kind", "recheck")]
    [InlineData("--kind is light or full", "scan", "990000001", "--kind", "1")]
    [InlineData("--limit must lie between", "findings", "search", "--limit", "many")]
    [InlineData("--limit must lie between", "findings", "search", "--limit", "99999999999")]
    [InlineData("--limit must lie between", "findings", "search", "--limit", "0")]
    [InlineData("'ldap' not recognized", "findings", "search", "--probe", "ldap")]
    [InlineData("no establishment 990000009", "alerts", "list", "--finess", "990000009")]
    [InlineData("no establishment 990000009", "scans", "list", "--finess", "990000009")]
    [InlineData("no establishment 990000009", "findings", "search", "--finess", "990000009")]
    [InlineData("'ldap' not recognized", "findings", "export", "--probe", "ldap")]
    [InlineData("no establishment 990000009", "findings", "export", "--finess", "990000009")]
    [InlineData("'@somewhere'", "@somewhere")]
    public async Task What_cannot_be_meant_is_bad_input_with_a_sentence(string said, params string[] arguments)
    {
        await RegisterAsync();

        var result = await _cli.RunAsync(arguments);

        Assert.Equal(2, result.Status);
        Assert.Empty(result.Output);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alerts", "list")]
    [InlineData("scans", "list")]
    [InlineData("findings", "search")]
    public async Task A_number_that_the_register_has_is_found_in_small_letters_too(params string[] verb)
    {
        await RegisterAsync();
        await _cli.RunAsync("index", "setup");

        var result = await _cli.RunAsync([.. verb, "--json", "--finess", "2b0000012"]);

        Assert.Equal((0, ""), (result.Status, result.Output));
    }

    [Fact]
    public async Task A_number_that_stands_alone_may_be_written_in_small_letters_too()
    {
        await RegisterAsync();

        var score = await _cli.RunAsync("scores", "explain", "2b0000012");
        var scan = await _cli.RunAsync("scan", "2b0000012");
        var index = await _cli.RunAsync("index", "forget", "2b0000012", "--yes");

        Assert.Equal(1, scan.Status);
        Assert.Contains("2B0000012", scan.Output, StringComparison.Ordinal);
        Assert.Contains("cyberwatch scan 2B0000012", score.Error, StringComparison.Ordinal);
        Assert.Contains("of 2B0000012 are forgotten", index.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scanner:Lease: 'abc' is none. Write hours:minutes:seconds", "--Scanner:Lease=abc")]
    [InlineData("Scanner:Rates:InAll: 'many' is none. Write a whole number", "--Scanner:Rates:InAll=many")]
    public async Task An_option_of_another_kind_is_told_with_what_to_write(string said, string option)
    {
        var result = await _cli.RunAsync("scan", "990000001", option);

        Assert.Equal(2, result.Status);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_options_that_is_broken_is_told_with_its_line()
    {
        var file = _cli.FileOf("options.json", "{\n  \"Data\": { \"Folder\": x }\n}");

        var result = await _cli.RunAsync("establishments", "list", "--config", file);

        Assert.Equal(2, result.Status);
        Assert.Contains("options.json", result.Error, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_bad_input_and_said()
    {
        var result = await _cli.RunAsync("import", "perimeter", Path.GetTempPath());

        Assert.Equal(2, result.Status);
        Assert.Contains("is a folder", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task RegisterAsync() => _cli.RegisterAsync(RegisterFile.Site("990000001"), RegisterFile.Site("2B0000012"));
}
