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

        var result = await _cli.RunAsync([.. verb, "--json", "--finess", "2b0000012"]);

        Assert.Equal((0, ""), (result.Status, result.Output));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_bad_input_and_said()
    {
        var result = await _cli.RunAsync("import", "perimeter", Path.GetTempPath());

        Assert.Equal(2, result.Status);
        Assert.Contains("is a folder", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task RegisterAsync() =>
        _cli.RunAsync(
            "import",
            "establishments",
            _cli.FileOf(
                "register.csv",
                RegisterFile.Csv("2026-05-12", RegisterFile.Site("990000001"), RegisterFile.Site("2B0000012"))
            )
        );
}
