namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>A slip of the pen is answered with the word that was meant, or with those that there are.</summary>
public sealed class UnknownWordsTests : IDisposable
{
    private readonly Cli _cli = new();

    [Theory]
    [InlineData("cyberwatch has no verb 'user': do you mean cyberwatch users?", "user", "list")]
    [InlineData("cyberwatch has no verb 'establishmens': do you mean cyberwatch establishments?", "establishmens", "list")]
    [InlineData("cyberwatch has no verb 'invite': do you mean cyberwatch users invite?", "invite", "rssi@ch-nord.example")]
    [InlineData("cyberwatch has no verb 'exploitation'. There are import, establishments,", "exploitation")]
    [InlineData("cyberwatch users has no verb 'lst': do you mean cyberwatch users list?", "users", "lst")]
    [InlineData("cyberwatch users has no verb 'reset': do you mean cyberwatch users reset-second-factor?", "users", "reset")]
    [InlineData("cyberwatch users needs a verb: invite, list,", "users")]
    [InlineData("cyberwatch needs a verb: import,")]
    [InlineData(
        "cyberwatch alerts list does not know '--rule' 'high'. It takes --finess, --state, --severity, --json.",
        "alerts",
        "list",
        "--rule",
        "high"
    )]
    public async Task What_is_no_verb_and_no_option_is_told_with_what_there_is(string said, params string[] arguments)
    {
        var result = await _cli.RunBareAsync(arguments);

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.StartsWith(said, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task What_is_missing_is_told_beside_an_option_that_does_not_exist()
    {
        var result = await _cli.RunBareAsync("users", "invite", "rssi@ch-nord.example", "--profile=rssi2");

        Assert.Contains("--role", result.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("does not know '--profile=rssi2'. It takes --role,", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
