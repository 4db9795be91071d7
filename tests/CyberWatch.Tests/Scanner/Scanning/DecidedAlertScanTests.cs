using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Feeds;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>What a scan does to an alert about which a person has said something.</summary>
public sealed class DecidedAlertScanTests : IAsyncLifetime
{
    private const string Facts = """{"old":true,"version":"1.2"}""";
    private readonly PlayedScans _played = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _played.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Same_facts_leave_an_acceptance_as_it_is()
    {
        await MakeAsync(AlertState.Accepted);

        await ScanAsync(old: true, "1.2");

        var alert = await _played.AlertAsync();
        Assert.Equal((AlertState.Accepted, "rssi@ch-exemple.example"), (alert.State, alert.DecidedBy));
        Assert.Equal(_played.Clock.GetUtcNow(), alert.LastSeen);
    }

    [Fact]
    public async Task Other_facts_void_an_acceptance_and_are_named()
    {
        await MakeAsync(AlertState.Accepted);

        await ScanAsync(old: true, "1.3");

        var alert = await _played.AlertAsync();
        Assert.Equal((AlertState.Open, null, null), (alert.State, alert.DecidedBy, alert.AcceptedUntil));
        Assert.Equal((_played.Clock.GetUtcNow(), new DateOnly(2026, 12, 26)), (alert.OpenedAt, alert.DueOn));
        await using var context = _played.Open();
        var change = await context.AlertEvents.SingleAsync(Token);
        Assert.Equal(("facts-changed", "version", "scan"), (change.Why, change.Detail, change.Actor));
        Assert.Equal("acceptance-void", (await context.AlertVerdicts.SingleAsync(Token)).Effect);
        Assert.Equal("alert-facts-changed", (await context.Audit.SingleAsync(row => row.Actor == "scan", Token)).Action);
    }

    [Theory]
    [InlineData(AlertState.Acknowledged)]
    [InlineData(AlertState.FalsePositive)]
    public async Task Other_facts_mean_nothing_to_what_is_not_accepted(AlertState state)
    {
        await MakeAsync(state);

        await ScanAsync(old: true, "1.3");

        Assert.Equal(state, (await _played.AlertAsync()).State);
    }

    [Theory]
    [InlineData(AlertState.Acknowledged, AlertState.Resolved)]
    [InlineData(AlertState.Accepted, AlertState.Resolved)]
    [InlineData(AlertState.FalsePositive, AlertState.FalsePositive)]
    public async Task Two_proofs_end_what_somebody_decided_but_a_misreading(AlertState before, AlertState after)
    {
        await MakeAsync(before);

        await ScanAsync(old: false, "1.3");
        _played.Clock.Advance(PlayedScans.Apart);
        await ScanAsync(old: false, "1.3");

        var alert = await _played.AlertAsync();
        Assert.Equal((after, null), (alert.State, alert.AcceptedUntil));
    }

    [Fact]
    public async Task New_match_is_exploited_when_a_catalogue_lists_it_already()
    {
        await MakeAsync();
        await ListAsync();

        await ScanAsync(old: true, "1.2");

        var alert = await _played.AlertAsync();
        Assert.Equal(
            (AlertState.Open, Confidence.Version, "CVE-2024-1709"),
            (alert.State, alert.Confidence, alert.Vulnerabilities)
        );
        Assert.Equal(("CISA KEV", new DateOnly(2024, 2, 22)), (alert.ExploitedBy, alert.ExploitedSince));
        Assert.Equal((new DateOnly(2026, 12, 3), "house/exploited/7"), (alert.DueOn, alert.DueBy));
        await using var context = _played.Open();
        Assert.Equal(
            ["match", "exploited"],
            await context.AlertEvents.OrderBy(row => row.Id).Select(row => row.Why).ToListAsync(Token)
        );
    }

    [Fact]
    public async Task Listed_rule_voids_an_acceptance_at_the_next_match_and_only_then()
    {
        await MakeAsync(AlertState.Accepted);
        await ListAsync();

        await ScanAsync(old: true, "1.2");
        await ScanAsync(old: true, "1.2");

        await using var context = _played.Open();
        var change = await context.AlertEvents.SingleAsync(Token);
        Assert.Equal((AlertState.Accepted, AlertState.Open, "exploited"), (change.From!.Value, change.To, change.Why));
    }

    [Fact]
    public async Task Person_and_scans_at_the_same_moment_lose_nothing_of_each_other()
    {
        await MakeAsync(AlertState.Open);
        var id = (await _played.AlertAsync()).Id;

        var scans = ScanFiveTimesAsync();
        var decisions = DecideThirtyTimesAsync(id);
        await Task.WhenAll(scans, decisions);

        await using var context = _played.Open();
        Assert.Equal(5, await context.AlertVerdicts.CountAsync(row => row.Effect == "still-there", Token));
        Assert.Equal(15, await context.AlertEvents.CountAsync(row => row.Why == "acknowledged", Token));
        Assert.Equal(15, await context.AlertEvents.CountAsync(row => row.Why == "taken-back", Token));
        Assert.Equal(35, (await _played.AlertAsync()).Version);
    }

    private async Task ScanFiveTimesAsync()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            await Task.Yield();
            await ScanAsync(old: true, "1.2");
        }
    }

    private async Task DecideThirtyTimesAsync(Guid id)
    {
        for (var turn = 0; turn < 15; turn++)
        {
            await Task.Yield();
            await DecideAsync(id, new Decision.Acknowledge());
            await DecideAsync(id, new Decision.TakeBack());
        }
    }

    private async Task DecideAsync(Guid id, Decision decision)
    {
        var policy = new DuePolicyFile(Options.Create(new DuePolicyOptions()));
        var writes = new RegistryWrites(_played, TimeProvider.System);
        var decisions = new AlertDecisions(writes, policy, _played.Clock);
        Assert.IsType<DecisionStep.Taken>(
            await decisions.TakeAsync(new AccessScope.WholeSector(), id, decision, "rssi@ch-exemple.example", Token)
        );
    }

    private async Task MakeAsync(AlertState? state = null)
    {
        var alert = PlayedScans.OpenAlert("service.old");
        if (state is { } decided)
        {
            var model = DecidedAlert.In(decided, PlayedScans.Before);
            (alert.State, alert.Evidence, alert.DueOn, alert.DueBy) = (decided, Facts, model.DueOn, "house/high/30");
            (alert.DecidedBy, alert.DecidedAt, alert.DecisionReason) = (model.DecidedBy, model.DecidedAt, model.DecisionReason);
            (alert.AcceptedUntil, alert.AcceptedFor) = (model.AcceptedUntil, model.AcceptedFor is null ? null : Facts);
        }
        await _played.MakeAsync(state is null ? [] : [alert]);
        await _played.DeclareAsync("range 127.0.77.70/32");
    }

    private async Task ListAsync()
    {
        await using var context = _played.Open();
        context.FeedEntries.Add(
            new FeedEntry
            {
                Feed = FeedNames.CisaKev,
                Vulnerability = "CVE-2024-1709",
                Name = "ConnectWise ScreenConnect",
                ListedOn = new DateOnly(2024, 2, 22),
            }
        );
        await context.SaveChangesAsync(Token);
    }

    private Task ScanAsync(bool old, string version)
    {
        _played.Probe.Answer = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["old"] = old, ["version"] = version });
        return _played.ScanAsync();
    }
}
