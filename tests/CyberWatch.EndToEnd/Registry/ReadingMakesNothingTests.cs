using CyberWatch.EndToEnd.Mail;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Registry;

/// <summary>With the registry on a server a mistyped data folder is noticed by who reads findings in it, and made by nobody who only reads.</summary>
public sealed class ReadingMakesNothingTests
{
    [Theory]
    [InlineData("findings", "search", "telnet")]
    [InlineData("findings", "export", "telnet")]
    [InlineData("index", "status")]
    [InlineData("index", "forget", "750000018")]
    public async Task Who_reads_findings_is_told_that_there_are_none_in_this_folder(params string[] verb)
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: true);
        var wrong = Path.Combine(programs.Data, "wrong");

        var (status, output) = await ScannerCommand.RunAsync([.. verb, "--data", wrong, .. programs.Settings]);

        Assert.Equal(1, status);
        Assert.Contains($"The data folder {wrong} is not there", output, StringComparison.Ordinal);
        Assert.False(Path.Exists(wrong));
    }

    [Theory]
    [InlineData("alerts", "list")]
    [InlineData("establishments", "list")]
    [InlineData("contacts", "list")]
    [InlineData("scores", "list")]
    [InlineData("letters", "list")]
    public async Task Who_reads_the_registry_alone_needs_no_folder(params string[] verb)
    {
        using var programs = new PostgresPrograms(PostgresServer.Shared, migrated: true);
        var wrong = Path.Combine(programs.Data, "wrong");

        var (status, output) = await ScannerCommand.RunAsync([.. verb, "--data", wrong, .. programs.Settings]);

        Assert.True(status == 0, output);
        Assert.False(Path.Exists(wrong));
    }
}
