using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>Whole light scans on the command line, with a played probe and a played resolver.</summary>
public sealed class ScanCaseTests : IAsyncLifetime
{
    private readonly PlayedScans _played = new();

    public async ValueTask InitializeAsync() => await _played.MakeAsync(PlayedScans.OpenAlert());

    public ValueTask DisposeAsync()
    {
        _played.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("a name that does not resolve", "domain xn--hpital-a-43a.example")]
    [InlineData("an exclusion of everything", "range 127.0.77.70/32", "exclude 127.0.77.0/24")]
    [InlineData("no perimeter at all")]
    [InlineData("a host that is silent", "range 127.0.77.70/32")]
    public async Task Alerts_failed_scan_called_success(string variant, params string[] perimeter)
    {
        await _played.DeclareAsync(perimeter);
        _played.Probe.Answer = new ProbeAnswer.NoAnswer(Silence.NotAllowed, "played");

        var result = await _played.ScanAsync();

        Assert.True(result.Status == 1, variant);
        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal((ScanState.Failed, 0), (scan.State, scan.Answered));
        var first = RemarkText.Parse(scan.Reason)[0];
        Assert.True(first is Remark.NothingAnswered or Remark.NothingDeclared or Remark.AllExcluded, $"{variant}: {first}");
        var alert = await _played.AlertAsync();
        Assert.Equal(
            (AlertState.Open, PlayedScans.Before, (DateTimeOffset?)null),
            (alert.State, alert.LastAsked, alert.FirstProofAt)
        );
    }

    [Fact]
    public async Task One_unusable_target_does_not_stop_the_others()
    {
        await _played.DeclareAsync("domain xn--hpital-a-43a.example", "range 127.0.77.70/32");
        _played.Probe.Answer = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });

        var result = await _played.ScanAsync();

        Assert.Equal(0, result.Status);
        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal(ScanState.Done, scan.State);
        Assert.Contains(new Remark.NameNotLooked("xn--hpital-a-43a.example", "timed-out"), RemarkText.Parse(scan.Reason));
    }

    [Fact]
    public async Task A_dead_resolver_ends_the_search_and_changes_no_alert()
    {
        await _played.DeclareAsync([.. Enumerable.Range(1, 50).Select(number => $"domain ch-{number}.example")]);
        var before = await _played.AlertAsync();

        var result = await _played.ScanAsync("full");

        Assert.Equal(1, result.Status);
        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal(ScanState.Failed, scan.State);
        Assert.IsType<Remark.ResolverSilent>(RemarkText.Parse(scan.Reason)[1]);
        Assert.InRange(_played.Resolver.Asked, 4, 20);
        var alert = await _played.AlertAsync();
        Assert.Equal((before.State, before.LastAsked, before.FirstProofAt), (alert.State, alert.LastAsked, alert.FirstProofAt));
    }

    [Fact]
    public async Task Nmap_host_timed_out()
    {
        await _played.DeclareAsync("range 127.0.77.70/32");
        _played.Probe.Answer = new ProbeAnswer.NoAnswer(Silence.TimedOut, "nmap gave up on the host");

        for (var day = 0; day < 3; day++)
            await _played.ScanAsync();

        var alert = await _played.AlertAsync();
        Assert.Equal((AlertState.Open, (DateTimeOffset?)null), (alert.State, alert.FirstProofAt));
        Assert.All(await _played.ScansAsync(), scan => Assert.Equal((ScanState.Failed, 0), (scan.State, scan.Answered)));
    }

    [Fact]
    public async Task A_probe_that_throws_is_our_fault_and_changes_nothing()
    {
        await _played.DeclareAsync("range 127.0.77.70/32");
        _played.Probe.Answer = null;

        await _played.ScanAsync();

        Assert.Equal(PlayedScans.Before, (await _played.AlertAsync()).LastAsked);
    }

    [Fact]
    public async Task A_resolver_that_denies_everything_closes_nothing()
    {
        await _played.DeclareAsync("domain ch-exemple.example", "range 127.0.77.70/32");
        _played.Resolver.Answer = new DnsAnswer.Reply(ResponseCode.NXDomain, [], [], []);
        _played.Probe.Answer = new ProbeAnswer.NoAnswer(Silence.NameGone, "played");

        for (var day = 0; day < 3; day++)
        {
            await _played.ScanAsync();
            _played.Clock.Advance(TimeSpan.FromDays(1));
        }

        var alert = await _played.AlertAsync();
        Assert.Equal((AlertState.Open, (DateTimeOffset?)null), (alert.State, alert.FirstProofAt));
    }

    [Fact]
    public async Task Quiet_hours_put_a_scan_off_to_their_end()
    {
        await _played.DeclareAsync("range 127.0.77.70/32", "quiet mon-fri 02:00-06:30");

        await _played.ScanAsync();

        var scan = Assert.Single(await _played.ScansAsync());
        var end = new DateTimeOffset(2026, 11, 26, 5, 30, 0, TimeSpan.Zero);
        Assert.Equal((ScanState.Due, end, (string?)null), (scan.State, scan.DueAt, scan.Owner));
        Assert.Equal([new Remark.PutOff("mon-fri 02:00-06:30", "perimeter.csv line 2")], RemarkText.Parse(scan.Reason));
        Assert.Equal(0, _played.Probe.Asked);
        Assert.Equal(0, await _played.RunDueAsync());
    }

    [Fact]
    public async Task A_scan_that_was_put_off_runs_when_the_quiet_hours_are_over()
    {
        await _played.DeclareAsync("range 127.0.77.70/32", "quiet mon-fri 02:00-06:30");
        _played.Probe.Answer = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });
        await _played.ScanAsync();

        _played.Clock.Advance(TimeSpan.FromHours(2.5));

        Assert.Equal(1, await _played.RunDueAsync());
        Assert.Equal(
            (ScanState.Done, 0),
            Assert.Single((await _played.ScansAsync()).Select(scan => (scan.State, scan.Recovered)))
        );
    }

    [Fact]
    public async Task Quiet_hours_that_leave_no_time_fail_the_scan()
    {
        await _played.DeclareAsync("range 127.0.77.70/32", "quiet mon-sun 00:00-24:00");

        await _played.ScanAsync();

        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal(ScanState.Failed, scan.State);
        Assert.Equal([new Remark.AlwaysQuiet("mon-sun 00:00-24:00", "perimeter.csv line 2")], RemarkText.Parse(scan.Reason));
    }
}
