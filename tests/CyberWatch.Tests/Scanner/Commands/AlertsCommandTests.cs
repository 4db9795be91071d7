using System.Text.Json;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class AlertsCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task List_carries_decision_due_date_and_what_is_known()
    {
        await MakeAsync(AlertState.Accepted);

        var result = await _cli.RunAsync("alerts", "list", "--json");

        var row = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal("accepted", Text(row, "state"));
        Assert.Equal("version", Text(row, "confidence"));
        Assert.Equal(
            ["CVE-2024-1708", "CVE-2024-1709"],
            row.GetProperty("vulnerabilities").EnumerateArray().Select(id => id.GetString())
        );
        Assert.Equal("2020-01-16", Text(row, "due_on"));
        Assert.Equal("house/critical/15", Text(row, "due_by"));
        Assert.False(row.GetProperty("overdue").GetBoolean());
        Assert.Equal("rssi@ch-exemple.example", Text(row, "decided_by"));
        Assert.Equal("remplacement prévu", Text(row, "decision_reason"));
        Assert.Equal("2020-01-31", Text(row, "accepted_until"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("exploited_by").ValueKind);
        Assert.Equal(0, row.GetProperty("reopened").GetInt32());
    }

    [Fact]
    public async Task Table_says_what_is_overdue()
    {
        await MakeAsync(AlertState.Open);

        Assert.Contains("2020-01-16 overdue", (await _cli.RunAsync("alerts", "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1, "--state", "open", "accepted")]
    [InlineData(0, "--state", "open", "false-positive")]
    [InlineData(1, "--severity", "critical", "--state", "accepted")]
    [InlineData(0, "--severity", "high", "medium")]
    public async Task Only_those_of_the_named_states_and_severities_are_listed(int count, params string[] narrowed)
    {
        await MakeAsync(AlertState.Accepted);

        var result = await _cli.RunAsync(["alerts", "list", "--json", .. narrowed]);

        Assert.Equal((0, count), (result.Status, result.Lines.Length));
    }

    [Fact]
    public async Task A_state_that_there_is_not_is_refused_with_those_that_there_are()
    {
        await MakeAsync(AlertState.Open);

        var result = await _cli.RunAsync("alerts", "list", "--state", "closed");

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("'closed'", result.Error, StringComparison.Ordinal);
        Assert.Contains("'accepted' 'false-positive' 'resolved'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.yaml", null, "nowhere.yaml")]
    [InlineData("odd.yaml", "policy: odd\ndays: { critical: soon }", "days.critical: 'soon' is no number of days")]
    public async Task Policy_that_cannot_be_read_stops_the_start(string name, string? text, string said)
    {
        var path = _cli.FileOf(name, text ?? "");
        if (text is null)
            File.Delete(path);

        var result = await _cli.RunAsync("alerts", "list", $"--Policies:Due={path}");

        Assert.Equal(2, result.Status);
        Assert.Contains("Policies:Due", result.Error, StringComparison.Ordinal);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private static string? Text(JsonElement row, string key) => row.GetProperty(key).GetString();

    private async Task MakeAsync(AlertState state)
    {
        await _cli.BeginAsync();
        await using var context = _cli.OpenRegistry();
        context.Establishments.Add(TemporaryData.Hospital());
        context.Alerts.Add(DecidedAlert.In(state, new DateTimeOffset(2020, 1, 1, 8, 0, 0, TimeSpan.Zero)));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
