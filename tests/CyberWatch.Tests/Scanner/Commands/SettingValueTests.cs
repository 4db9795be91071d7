namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>A value that cannot be is refused by every verb: one file of options serves all programs.</summary>
public sealed class SettingValueTests : IDisposable
{
    private readonly Cli _cli = new();

    [Theory]
    [InlineData("""{ "Scanner": { "Dns": { "Tries": 99 } } }""", "Scanner:Dns:Tries must lie between 1 and 10.", "Tries")]
    [InlineData(
        """{ "Scanner": { "Dns": { "Tries": "many" } } }""",
        "Scanner:Dns:Tries: 'many' is none. Write a whole number",
        ""
    )]
    [InlineData("""{ "Mail": { "Port": 70000 } }""", "Mail:", "Port")]
    public async Task Also_by_one_that_does_not_use_it(string options, string section, string option)
    {
        var file = _cli.FileOf("options.json", options);

        foreach (
            var verb in (string[][])
                [
                    ["rules", "list"],
                    ["registry", "migrate"],
                ]
        )
        {
            var result = await _cli.RunAsync([.. verb, "--config", file]);

            Assert.Equal((2, ""), (result.Status, result.Output));
            Assert.Contains(section, result.Error, StringComparison.Ordinal);
            Assert.Contains(option, result.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_cli.DataFolder));
    }

    [Fact]
    public async Task All_of_them_are_told_at_once()
    {
        var file = _cli.FileOf("options.json", """{ "Scanner": { "Dns": { "Tries": 99 } }, "Mail": { "Port": 70000 } }""");

        var result = await _cli.RunAsync("rules", "list", "--config", file);

        Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_resolver_of_the_lab_hinders_no_verb_that_asks_none()
    {
        var file = _cli.FileOf("options.json", """{ "Scanner": { "Resolvers": ["203.0.113.53"] } }""");
        var wrong = _cli.FileOf("wrong.json", """{ "Scanner": { "Resolvers": ["resolver"] } }""");

        Assert.Equal(0, (await _cli.RunAsync("rules", "list", "--config", file)).Status);
        Assert.Equal(2, (await _cli.RunAsync("rules", "list", "--config", wrong)).Status);
    }

    [Fact]
    public async Task What_a_section_lacks_is_left_to_the_verb_that_needs_it()
    {
        var file = _cli.FileOf("options.json", """{ "Scanner": { "Dns": { "Tries": 3 } } }""");

        Assert.Equal(0, (await _cli.RunAsync("rules", "list", "--config", file)).Status);
    }

    public void Dispose() => _cli.Dispose();
}
