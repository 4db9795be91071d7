using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>An asset leaves what is latest with the second proof that it is not there, and comes back when it answers.</summary>
public sealed class VanishedAssetTests : IDisposable
{
    private static readonly ProbeAnswer Refused = new ProbeAnswer.NoAnswer(Silence.Refused, "played");
    private static readonly ProbeAnswer Silent = new ProbeAnswer.NoAnswer(Silence.TimedOut, "played");
    private static readonly ProbeAnswer There = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = false });
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private readonly PlayedScans _played = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_refusals_apart_end_all_documents_of_it_and_an_answer_brings_it_back()
    {
        await MakeAsync();
        await ScanAsync(There);
        await ScanAsync(Refused);
        Assert.Equal(["refused", "tls"], await LatestAsync());

        _played.Clock.Advance(PlayedScans.Apart);
        await ScanAsync(Refused);
        Assert.Empty(await LatestAsync());
        Assert.NotNull((await KnownAsync()).GoneAt);

        _played.Clock.Advance(PlayedScans.Apart);
        await ScanAsync(Refused);
        await ScanAsync(Silent);
        Assert.Empty(await LatestAsync());

        await ScanAsync(There);
        Assert.Equal(["answered"], await LatestAsync());
        Assert.Equal((null, null), ((await KnownAsync()).FirstAbsence, (await KnownAsync()).GoneAt));
    }

    [Fact]
    public async Task A_silence_proves_nothing_and_an_answer_in_between_takes_the_first_proof_back()
    {
        await MakeAsync();
        await ScanAsync(Refused);
        _played.Clock.Advance(PlayedScans.Apart);
        await ScanAsync(Silent);
        Assert.Equal(["timed-out", "tls"], await LatestAsync());

        await ScanAsync(There);
        _played.Clock.Advance(PlayedScans.Apart);
        await ScanAsync(Refused);
        Assert.Equal(["refused", "tls"], await LatestAsync());
    }

    public void Dispose() => _played.Dispose();

    /// <summary>Another probe once said something of the port too.</summary>
    private async Task MakeAsync()
    {
        await _played.MakeAsync();
        await _played.DeclareAsync("range 127.0.77.70/32");
        await using var context = _played.Open();
        context.AssetAnswers.Add(
            new AssetAnswer
            {
                Finess = PlayedScans.Finess,
                AssetKey = PlayedScans.Port,
                Probe = "tls",
                LastAsked = PlayedScans.Before,
                LastOutcome = "answered",
            }
        );
        context.Outbox.Add(
            new OutboxFinding
            {
                Finess = PlayedScans.Finess,
                DocumentKey = $"{PlayedScans.Finess}|{PlayedScans.Port}|tls",
                Document =
                    $$"""{"@timestamp":"2026-11-20T02:00:00.000Z","cyberwatch":{"scan_id":"s","probe":"tls","asset":"{{PlayedScans.Port}}","outcome":"tls","establishment":{"finess":"{{PlayedScans.Finess}}"} } }""",
                CreatedAt = PlayedScans.Before,
            }
        );
        await context.SaveChangesAsync(Token);
    }

    private async Task ScanAsync(ProbeAnswer answer)
    {
        _played.Probe.Answer = answer;
        _played.Clock.Advance(TimeSpan.FromSeconds(1));
        await _played.ScanAsync();
    }

    private async Task<List<string>> LatestAsync()
    {
        await using var worker = _played.Worker();
        await worker.GetRequiredService<OutboxIndexer>().DrainAsync(Token);
        var index = worker.GetRequiredService<IFindingIndex>();
        var outcomes = new List<string>();
        await foreach (var document in index.ReadAllAsync(Sector, new FindingQuery(), Token))
            outcomes.Add(document.GetProperty("cyberwatch").GetProperty("outcome").GetString()!);
        return [.. outcomes.Order(StringComparer.Ordinal)];
    }

    private async Task<KnownAsset> KnownAsync()
    {
        await using var context = _played.Open();
        return await context.KnownAssets.AsNoTracking().SingleAsync(row => row.Key == PlayedScans.Port, Token);
    }
}
