using System.Globalization;
using CyberWatch.Infra;
using CyberWatch.Infra.Feeds;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Import;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Infra.Feeds;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry.Standings;

/// <summary>
/// Some establishments to which anything happens that the product can do to them, drawn by a seed. Two workers of other rules stand beside
/// each other, as during an upgrade.
/// </summary>
internal sealed class SectorAtRandom : IAsyncDisposable
{
    private static readonly string[] Zones = ["Europe/Paris", "Pacific/Tahiti", "Pacific/Noumea"];
    private static readonly string[] Numbers = ["990000001", "990000002", "990000003"];
    private readonly TemporaryData _data;
    private readonly ServiceProvider[] _workers;
    private readonly (string Name, Func<Draw, Task> Do)[] _deeds;
    private int _made;

    public SectorAtRandom(TemporaryData data)
    {
        _data = data;
        _workers = [Worker(Severity.Medium), Worker(Severity.Critical)];
        _deeds =
        [
            .. Enumerable.Repeat(("scan", (Func<Draw, Task>)ScanAsync), 12),
            .. Enumerable.Repeat(("decision", (Func<Draw, Task>)DecideAsync), 4),
            ("acceptances end", draw => Get<AcceptanceEnds>(draw).RunAsync(Token)),
            ("catalogue", ListAsync),
            ("perimeter", DeclareAsync),
            ("mandate", SignAsync),
            ("nightly lines", draw => Get<StandingKeeper>(draw).KeepZoneAsync(draw.Of(Zones), Token)),
            ("register", MoveAsync),
            ("rolled back", BreakAsync),
        ];
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task FoundAsync()
    {
        await using var registry = _data.CreateDbContext();
        foreach (var (number, zone) in Numbers.Zip(Zones))
        {
            var site = TemporaryData.Hospital(number);
            site.TimeZone = zone;
            registry.Add(site);
        }
        await registry.SaveChangesAsync(Token);
    }

    /// <summary>Does one thing, and tells which.</summary>
    public async Task<string> HappenAsync(int seed)
    {
        var draw = new Draw(seed, Interlocked.Increment(ref _made));
        var (name, deed) = draw.Of(_deeds);
        await deed(draw);
        return name;
    }

    /// <summary>A moment, or days.</summary>
    public void Pass(Random random) =>
        Clock.Advance(random.Next(4) == 0 ? TimeSpan.FromHours(random.Next(1, 60)) : TimeSpan.FromMinutes(random.Next(1, 50)));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.DisposeAsync();
    }

    private T Get<T>(Draw draw)
        where T : notnull => draw.Of(_workers).GetRequiredService<T>();

    private async Task ScanAsync(Draw draw)
    {
        var worker = draw.Of(_workers);
        var (scans, now) = (worker.GetRequiredService<DueScans>(), Clock.GetUtcNow());
        var kind = draw.Of(Enum.GetValues<ScanKind>());
        var planned = await scans.PlanAsync(ScanOrder.OnRequest(draw.Of(Numbers), kind, $"{draw.Number}", now), Token);
        var claim = await scans.ClaimAsync(planned.Id, "worker", TimeSpan.FromSeconds(45), Token);
        if (claim is not Claim.Taken { Scan: var scan })
            return;
        var moved = false;
        for (var part = draw.Below(4); part > 0; part--)
            moved |= await worker.GetRequiredService<FindingKeeper>().KeepAsync(scan, Findings(draw, now), [], Token) > 0;
        await EndAsync(worker, scan, draw, moved);
    }

    private async Task EndAsync(ServiceProvider worker, Scan scan, Draw draw, bool moved)
    {
        switch (draw.Below(5))
        {
            case 0:
                await worker.GetRequiredService<ScanEnd>().FailAsync(scan, new Remark.NothingDeclared(), Token);
                break;
            case 1:
                await worker.GetRequiredService<DueScans>().ReleaseAsync(scan, Clock.GetUtcNow(), null, Token);
                break;
            case 2:
                // the worker dies, and the lease runs out
                await using (var registry = _data.CreateDbContext())
                {
                    await registry
                        .Leases.Where(row => row.Key == LeaseKey.OfEstablishment(scan.Finess))
                        .ExecuteDeleteAsync(Token);
                }
                break;
            default:
                await worker.GetRequiredService<ScanEnd>().EndAsync(scan, [], moved, Token);
                break;
        }
    }

    private static IReadOnlyList<NewFinding> Findings(Draw draw, DateTimeOffset at) =>
        [
            .. Enumerable
                .Range(draw.Below(3), draw.Below(2) + 1)
                .Select(port => new Finding(Asset.Parse($"tcp:203.0.113.24:{port}"), "service", at, Answer(draw), []))
                .Select(finding => new NewFinding(finding, "range")),
        ];

    private static ProbeAnswer Answer(Draw draw) =>
        draw.Below(6) switch
        {
            0 => new ProbeAnswer.NoAnswer(Silence.TimedOut, "played"),
            1 => new ProbeAnswer.NoAnswer(Silence.Refused, "played"),
            _ => new ProbeAnswer.Facts(
                new (string Fact, object? Value)[]
                {
                    ("open", draw.Below(3) > 0),
                    ("doubtful", draw.Below(2) == 0),
                    ("old", draw.Below(4) > 0),
                    ("version", $"{draw.Below(8) / 7}"),
                }
                    .Where(_ => draw.Below(2) == 0)
                    .ToDictionary(pair => pair.Fact, pair => pair.Value)
            ),
        };

    private async Task DecideAsync(Draw draw)
    {
        await using var registry = _data.CreateDbContext();
        var alerts = await registry.Alerts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Token);
        if (alerts.Count == 0)
            return;
        var alert = draw.Of(alerts);
        var until = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(draw.Below(5));
        Decision decision = draw.Below(6) switch
        {
            0 => new Decision.Acknowledge(),
            1 => new Decision.FalsePositive("misread"),
            2 => new Decision.TakeBack(),
            _ => new Decision.Accept("to be replaced", until, alert.Evidence),
        };
        await Get<AlertDecisions>(draw).TakeAsync(new AccessScope.WholeSector(), alert.Id, decision, "rssi@ch.example", Token);
    }

    private Task ListAsync(Draw draw)
    {
        string[] without = draw.Below(2) == 0 ? ["CVE-2024-1709"] : [];
        return Get<KevImporter>(draw).RunAsync(FileOf(draw, KevExtract.Later(draw.Number, without)), acceptShrink: true, Token);
    }

    private Task DeclareAsync(Draw draw)
    {
        var number = draw.Of(Numbers);
        var range = $"203.0.113.{16 * draw.Below(16)}/28";
        return Get<PerimeterImporter>(draw)
            .RunAsync(FileOf(draw, $"finess,kind,value,note\n{number},range,{range},\n"), draw.Below(4) == 0, Token);
    }

    private Task SignAsync(Draw draw)
    {
        var lines = $"{draw.Of(Numbers)},D,2026-01-02,2026-01-{draw.Below(20) + 5:D2},2026-{draw.Below(3) + 10}-20,no\n";
        var file = FileOf(draw, "finess,signed_by,signed_on,valid_from,valid_until,intrusive\n" + lines);
        return Get<MandateImporter>(draw).RunAsync(file, draw.Below(4) == 0, Token);
    }

    /// <summary>A register knows it at another place, or no longer.</summary>
    private async Task MoveAsync(Draw draw)
    {
        await using var registry = _data.CreateDbContext();
        var (number, zone, there) = (draw.Of(Numbers), draw.Of(Zones), draw.Below(3) > 0);
        await registry
            .Establishments.Where(row => row.Finess == number)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.TimeZone, zone).SetProperty(one => one.InService, there),
                Token
            );
    }

    private async Task BreakAsync(Draw draw) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Get<RegistryWrites>(draw)
                .RunAsync<int>(
                    async (registry, token) =>
                    {
                        await foreach (var alert in registry.Alerts.AsAsyncEnumerable().WithCancellation(token))
                            alert.State = AlertState.FalsePositive;
                        await StandingLines.KeepAsync(registry, Numbers, Clock.GetUtcNow(), token);
                        await registry.SaveChangesAsync(token);
                        throw new InvalidOperationException("a bug of ours");
                    },
                    Token
                )
        );

    private string FileOf(Draw draw, string text)
    {
        var path = Path.Combine(_data.Path, string.Create(CultureInfo.InvariantCulture, $"file-{draw.Number}"));
        File.WriteAllText(path, text);
        return path;
    }

    private ServiceProvider Worker(Severity severity)
    {
        var settings = new Dictionary<string, string?>(_data.Registry.Settings) { ["Data:Folder"] = _data.Path };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddRegistry(configuration).AddImports(configuration);
        services.AddScanning(configuration);
        services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock).WithWritersThatWait();
        services.RemoveAll<SpecialRanges>().AddSingleton(new SpecialRanges([], DefaultRoute: false));
        Rule[] rules =
        [
            TestRules.Reading("service.open", "service", "open", severity: severity),
            TestRules.Reading("service.doubtful", "service", "doubtful", secondLook: true, severity: Severity.Low),
            TestRules.ByVersion("service.old", "service", "old", "CVE-2024-1709"),
        ];
        services.RemoveAll<RuleSet>().AddSingleton(new RuleSet(rules));
        return services.BuildServiceProvider();
    }
}
