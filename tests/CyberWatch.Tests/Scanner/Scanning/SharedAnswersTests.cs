using System.Collections.Concurrent;
using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>Two establishments with one domain, whose name leads to an address outside all ranges, and two workers.</summary>
public sealed class SharedAnswersTests : IAsyncLifetime
{
    private const string Other = "990000002";
    private const string Domain = "ch-exemple.example";
    private static readonly IPAddress Outside = IPAddress.Parse("127.0.99.9");
    private static readonly string Handshake = new Asset.Service(Outside, Transport.Tcp, 443, Domain).Key;
    private static readonly ProbeAnswer Facts = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });
    private readonly PlayedScans _played = new();
    private readonly PlayedTls _tls;

    public SharedAnswersTests()
    {
        _tls = new PlayedTls(_played.Clock);
        _played.Others.Add(_tls);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _played.MakeAsync();
        await using var context = _played.Open();
        context.Establishments.Add(TemporaryData.Hospital(Other));
        context.Mandates.Add(MandateSeed.Of(Other));
        context.Perimeter.AddRange(Line(PlayedScans.Finess), Line(Other));
        await context.SaveChangesAsync(Token);
        _played.Probe.Answer = Facts;
        _played.Resolver.Answer = new DnsAnswer.Reply(
            ResponseCode.NoError,
            [new DnsRecord.Address(Domain, RecordType.A, 60, Outside)],
            [],
            []
        );
    }

    public ValueTask DisposeAsync()
    {
        _played.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_is_asked_once_in_a_window_and_its_answer_serves_both()
    {
        await ScanAsync(PlayedScans.Finess, "one");
        _played.Clock.Advance(TimeSpan.FromHours(1));
        await ScanAsync(Other, "two");

        Assert.Equal([Handshake], _tls.Asked);
        await using var context = _played.Open();
        var answers = await context.AssetAnswers.Where(row => row.AssetKey == Handshake).ToListAsync(Token);
        Assert.Equal([PlayedScans.Finess, Other], answers.Select(row => row.Finess).Order());
        Assert.Single(answers.Select(row => row.LastConclusive).Distinct());
    }

    [Fact]
    public async Task It_is_asked_again_in_the_next_window()
    {
        await ScanAsync(PlayedScans.Finess, "one");
        _played.Clock.Advance(new ScanningOptions().SharedFor + TimeSpan.FromMinutes(1));
        await ScanAsync(Other, "two");

        Assert.Equal([Handshake, Handshake], _tls.Asked);
    }

    [Fact]
    public async Task Who_asked_for_a_scan_gets_an_answer_of_now_that_serves_the_others()
    {
        await ScanAsync(PlayedScans.Finess, "one");
        _played.Clock.Advance(TimeSpan.FromHours(1));
        await ScanAsync(Other, "two", ScanOrder.OnRequest(Other, ScanKind.Light, "wish", _played.Clock.GetUtcNow()));

        Assert.Equal([Handshake, Handshake], _tls.Asked);
        await using var context = _played.Open();
        Assert.Equal(_played.Clock.GetUtcNow(), (await context.SharedAnswers.SingleAsync(Token)).At);
    }

    [Fact]
    public async Task Silence_serves_nobody()
    {
        _tls.Answer = new ProbeAnswer.NoAnswer(Silence.TimedOut, "played");
        await ScanAsync(PlayedScans.Finess, "one");
        await ScanAsync(Other, "two");

        Assert.Equal([Handshake, Handshake], _tls.Asked);
    }

    [Fact]
    public async Task What_this_mandate_does_not_allow_is_not_served_from_another()
    {
        await ScanAsync(PlayedScans.Finess, "one");
        await using (var context = _played.Open())
        {
            context.Perimeter.Add(Line(Other, PerimeterKind.Exclude, $"{Outside}/32"));
            await context.SaveChangesAsync(Token);
        }
        _tls.Answer = new ProbeAnswer.NoAnswer(Silence.NotAllowed, "played");
        await ScanAsync(Other, "two");

        Assert.Equal([Handshake, Handshake], _tls.Asked);
        await using var after = _played.Open();
        var kept = await after.AssetAnswers.SingleAsync(row => row.Finess == Other && row.AssetKey == Handshake, Token);
        Assert.Equal("not-allowed", kept.LastOutcome);
    }

    private async Task ScanAsync(string finess, string worker, ScanOrder? order = null)
    {
        await using var services = _played.WorkerNamed(worker);
        var day = LocalDay.Of(_played.Clock.GetUtcNow(), "Europe/Paris");
        var planned = order ?? ScanOrder.OfDay(finess, ScanKind.Light, day, _played.Clock.GetUtcNow());
        var row = await services.GetRequiredService<DueScans>().PlanAsync(planned, Token);
        await services.GetRequiredService<ScanRunner>().RunAsync(row.Id, null, Token);
    }

    private static PerimeterEntry Line(string finess, PerimeterKind kind = PerimeterKind.Domain, string value = Domain) =>
        new()
        {
            Finess = finess,
            Kind = kind,
            Value = value,
            Source = "perimeter.csv line 2",
        };

    private sealed class PlayedTls(TimeProvider clock) : IProbe
    {
        public ProbeAnswer Answer { get; set; } = Facts;
        public ConcurrentQueue<string> Asked { get; } = new();
        public string Id => "tls";

        public bool AppliesTo(Asset asset) => asset is Asset.Service;

        public Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
        {
            Asked.Enqueue(asset.Key);
            return Task.FromResult<IReadOnlyList<Finding>>([new Finding(asset, Id, clock.GetUtcNow(), Answer, [])]);
        }
    }
}
