using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>What a scan leaves for coverage and score.</summary>
public sealed class ScanStandingTests : IAsyncLifetime
{
    private static readonly ProbeAnswer Open = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });
    private readonly PlayedScans _played = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _played.MakeAsync(PlayedScans.OpenAlert());
        await _played.DeclareAsync("range 127.0.77.70/32");
    }

    public ValueTask DisposeAsync()
    {
        _played.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_end_of_a_full_scan_keeps_the_line_of_the_day()
    {
        _played.Probe.Answer = Open;

        Assert.Equal(0, (await _played.ScanAsync("full")).Status);

        var line = await LineAsync();
        Assert.Equal((new DateOnly(2026, 11, 26), 92), (line.Day, line.Score));
        Assert.Equal((2, 2, false), (line.Assets, line.Verified, line.Provisional));
        var answer = Assert.Single(await AnswersAsync());
        Assert.Equal((PlayedScans.Port, "service", "answered"), (answer.AssetKey, answer.Probe, answer.LastOutcome));
        Assert.Equal(answer.LastAsked, answer.LastConclusive);
    }

    [Fact]
    public async Task A_silent_host_has_a_line_that_says_so_and_no_score_yet()
    {
        _played.Probe.Answer = new ProbeAnswer.NoAnswer(Silence.TimedOut, "played");

        Assert.Equal(1, (await _played.ScanAsync("full")).Status);

        var line = await LineAsync();
        Assert.Equal((null, 2, 0, true), (line.Score, line.Assets, line.Verified, line.Provisional));
        Assert.Equal(["silent"], StandingJson.ReadGaps(line.Gaps).Select(gap => gap.Reason));
        Assert.Null(Assert.Single(await AnswersAsync()).LastConclusive);
    }

    [Theory]
    [InlineData(Silence.Refused, true)]
    [InlineData(Silence.OurFault, false)]
    [InlineData(Silence.NotAllowed, false)]
    public async Task Only_what_the_other_side_said_is_conclusive_and_an_older_answer_is_kept(Silence silence, bool conclusive)
    {
        _played.Probe.Answer = Open;
        await _played.ScanAsync("full");
        var first = _played.Clock.GetUtcNow();
        _played.Clock.Advance(TimeSpan.FromHours(1));
        _played.Probe.Answer = new ProbeAnswer.NoAnswer(silence, "played");

        await _played.ScanAsync();

        var answer = Assert.Single(await AnswersAsync());
        Assert.Equal(_played.Clock.GetUtcNow(), answer.LastAsked);
        Assert.Equal(conclusive ? answer.LastAsked : first, answer.LastConclusive);
        Assert.Equal(2, (await LineAsync()).Verified);
    }

    [Fact]
    public async Task A_site_that_was_seen_lately_is_asked_again_though_nothing_leads_there_any_more()
    {
        await _played.DeclareAsync("domain ch-nord.example");
        await KnowAsync("site:lately.ch-nord.example@127.0.77.70", daysAgo: 6);
        await KnowAsync("site:long-ago.ch-nord.example@127.0.77.70", daysAgo: 31);
        _played.Probe.Answer = Open;

        await _played.ScanAsync("full");

        Assert.Equal(
            ["site:lately.ch-nord.example@127.0.77.70"],
            (await AnswersAsync()).Where(answer => answer.Probe == "http").Select(answer => answer.AssetKey)
        );
    }

    private async Task KnowAsync(string key, int daysAgo)
    {
        var seen = _played.Clock.GetUtcNow().AddDays(-daysAgo);
        await using var registry = _played.Open();
        registry.KnownAssets.Add(
            new KnownAsset
            {
                Finess = PlayedScans.Finess,
                Key = key,
                FirstSeen = seen,
                LastSeen = seen,
            }
        );
        await registry.SaveChangesAsync(Token);
    }

    private async Task<StandingDay> LineAsync()
    {
        await using var registry = _played.Open();
        return await registry.Standings.SingleAsync(Token);
    }

    private async Task<List<AssetAnswer>> AnswersAsync()
    {
        await using var registry = _played.Open();
        return await registry.AssetAnswers.ToListAsync(Token);
    }
}
