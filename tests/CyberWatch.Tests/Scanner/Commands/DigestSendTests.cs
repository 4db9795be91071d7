using CyberWatch.Rules.Model;
using CyberWatch.Tests.Infra.Registry.Import;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class DigestSendTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task The_week_that_runs_is_sent_early_once_and_only_where_that_is_asked_for()
    {
        await FillAsync();
        var running = ReportedWeek.LastOver(TimeProvider.System.GetUtcNow()).Next.ToString();

        var refused = await _cli.RunAsync("digest", "send", "--week", running);
        var early = await _cli.RunAsync("digest", "send", "--early");
        var again = await _cli.RunAsync("digest", "send", "--early");

        Assert.Equal((2, 0, 0), (refused.Status, early.Status, again.Status));
        Assert.Contains("is not over yet", refused.Error, StringComparison.Ordinal);
        Assert.Contains(
            $"Week {running}: 1 letter of 1 edition planned. Its letters now: 1 written as files.",
            early.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("nothing to plan", again.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(_cli.DataFolder, "letters"), "*.eml"));
    }

    public void Dispose() => _cli.Dispose();

    private async Task FillAsync()
    {
        var register = RegisterFile.Csv("2026-05-12", RegisterFile.Site("990000001"));
        await _cli.RunAsync("import", "establishments", _cli.FileOf("register.csv", register));
        await ImportAsync(
            "mandates",
            "finess,signed_by,signed_on,valid_from,valid_until,intrusive\n990000001,D,2026-01-02,2026-01-05,2099-12-31,no\n"
        );
        await ImportAsync("contacts", "finess,email,name,role,language\n990000001,rssi@ch-a.example,Security office,rssi,fr\n");
    }

    private async Task ImportAsync(string what, string content)
    {
        var result = await _cli.RunAsync("import", what, _cli.FileOf($"{what}.csv", content));
        Assert.Equal(0, result.Status);
    }
}
