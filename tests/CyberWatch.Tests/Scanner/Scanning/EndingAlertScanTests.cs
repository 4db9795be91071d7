using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>What a scan finds that ends by itself, such as a certificate: its alert is due no later than that.</summary>
public sealed class EndingAlertScanTests : IDisposable
{
    private readonly PlayedScans _played = new();

    [Fact]
    public async Task An_alert_is_due_on_the_day_of_the_end_where_the_policy_gives_more()
    {
        await _played.MakeAsync();
        await _played.DeclareAsync("range 127.0.77.70/32");

        await ScanAsync(hours: 120); // 2026-12-01 04:00 in Paris
        var first = await _played.AlertAsync();
        _played.Clock.Advance(TimeSpan.FromDays(1));
        await ScanAsync(hours: 96);

        Assert.Equal((new DateOnly(2026, 12, 1), "house/validity/none"), (first.DueOn, first.DueBy));
        var second = await _played.AlertAsync();
        Assert.Equal((first.DueOn, first.DueBy), (second.DueOn, second.DueBy));
        Assert.Contains("\"hours_left\":96", second.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_of_a_version_that_knew_no_end_gets_it_with_the_next_look()
    {
        var alert = PlayedScans.OpenAlert("service.ending");
        (alert.DueOn, alert.DueBy) = (new DateOnly(2026, 12, 20), "house/high/30");
        await _played.MakeAsync(alert);
        await _played.DeclareAsync("range 127.0.77.70/32");

        await ScanAsync(hours: 2.5);

        var seen = await _played.AlertAsync();
        Assert.Equal((AlertState.Open, new DateOnly(2026, 11, 26)), (seen.State, seen.DueOn));
    }

    public void Dispose() => _played.Dispose();

    private async Task ScanAsync(double hours)
    {
        _played.Probe.Answer = new ProbeAnswer.Facts(
            new Dictionary<string, object?> { ["ending"] = true, ["hours_left"] = hours }
        );
        Assert.Equal(0, (await _played.ScanAsync()).Status);
    }
}
