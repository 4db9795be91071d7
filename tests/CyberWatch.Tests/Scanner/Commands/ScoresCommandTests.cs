using System.Text.Json;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Infra.Registry.Standings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class ScoresCommandTests : IDisposable
{
    private readonly Cli _cli = new()
    {
        Substitutes = services =>
            services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(new FakeTimeProvider(StandingSeed.Now)),
    };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_has_an_object_for_each_establishment_the_worst_first()
    {
        await FillAsync();

        var rows = (await _cli.RunAsync("scores", "list", "--json"))
            .Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();

        Assert.Equal([50, 100], rows.Select(row => row.GetProperty("score").GetInt32()));
        Assert.Equal(("990000001", "d"), (rows[0].GetProperty("finess").GetString(), rows[0].GetProperty("grade").GetString()));
        Assert.Contains("D", (await _cli.RunAsync("scores", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_says_score_movement_shares_and_actions()
    {
        await FillAsync();

        var said = (await _cli.RunAsync("scores", "explain", "990000001")).Output;

        Assert.Contains("Score: 50 out of 100, grade D.", said, StringComparison.Ordinal);
        Assert.Contains("100 → 50: 2 new alerts.", said, StringComparison.Ordinal);
        Assert.Contains("Title of rdp", said, StringComparison.Ordinal);
        Assert.Contains("Both together: 50 → 100, grade A.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_register_does_not_have_is_not_to_be_scanned()
    {
        await FillAsync();

        var result = await _cli.RunAsync("scores", "explain", "990000009");

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("no establishment 990000009: look with 'establishments list'", result.Error, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await using var registry = _cli.OpenRegistry();
        await registry.Database.MigrateAsync(TestContext.Current.CancellationToken);
        var rdp = StandingSeed.Alert("rdp", Severity.Critical, events: [StandingSeed.Event(2, null, AlertState.Open)]);
        var low = StandingSeed.Alert("low", Severity.Low, events: [StandingSeed.Event(2, null, AlertState.Open)]);
        registry.AddRange([.. StandingSeed.Followed(), .. StandingSeed.Followed("990000002"), rdp, low]);
        registry.AddRange(
            StandingSeed.Line("990000001", StandingSeed.Today.AddDays(-7)),
            StandingSeed.Line("990000001", StandingSeed.Today, rdp, low),
            StandingSeed.Line("990000002", StandingSeed.Today)
        );
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
