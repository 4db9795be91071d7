using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Tests.Scanner.Commands;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>Whole light scans on the command line, with played probes and a played resolver.</summary>
public sealed class ScanCaseTests : IAsyncLifetime
{
    private const string Finess = "990000001";
    private const string Port = "tcp:127.0.77.70:3389";
    private static readonly DateTimeOffset Before = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private readonly PlayedProbe _service = new();
    private readonly DeadResolver _resolver = new();
    private readonly Cli _cli;
    private DataFolder _folder = null!;

    public ScanCaseTests() =>
        _cli = new Cli
        {
            Substitutes = services =>
            {
                services.RemoveAll<IProbe>().AddSingleton<IProbe>(_service);
                services.RemoveAll<IResolver>().AddSingleton<IResolver>(_resolver);
                services.RemoveAll<RuleSet>().AddSingleton(new RuleSet([TestRules.Reading("service.open", "service", "open")]));
            },
        };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _folder = new DataFolder(Options.Create(new DataOptions { Folder = _cli.DataFolder }));
        await using var context = Open();
        await context.Database.MigrateAsync(Token);
        context.Establishments.Add(TemporaryData.Hospital(Finess));
        context.Mandates.Add(
            new Mandate
            {
                Finess = Finess,
                SignedBy = "Direction",
                SignedOn = new(2020, 1, 1),
                ValidFrom = new(2020, 1, 1),
                ValidUntil = new(2099, 1, 1),
                Intrusive = false,
                Source = "mandates.csv line 2",
            }
        );
        context.KnownAssets.Add(
            new KnownAsset
            {
                Finess = Finess,
                Key = Port,
                FirstSeen = Before,
                LastSeen = Before,
            }
        );
        context.Alerts.Add(OpenAlert());
        await context.SaveChangesAsync(Token);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("a name that does not resolve", "domain xn--hpital-a-43a.example")]
    [InlineData("an exclusion of everything", "range 127.0.77.70/32", "exclude 127.0.77.0/24")]
    [InlineData("no perimeter at all")]
    [InlineData("a host that is silent", "range 127.0.77.70/32")]
    public async Task Alerts_failed_scan_called_success(string variant, params string[] perimeter)
    {
        await DeclareAsync(perimeter);
        _service.Answer = new ProbeAnswer.NoAnswer(Silence.NotAllowed, "played");

        var result = await ScanAsync();

        Assert.True(result.Status == 1, variant);
        var scan = Assert.Single(await ScansAsync());
        Assert.Equal((ScanState.Failed, 0), (scan.State, scan.Answered));
        Assert.Contains("looked at nothing", scan.Reason, StringComparison.Ordinal);
        var alert = await AlertAsync();
        Assert.Equal((AlertState.Open, Before, (DateTimeOffset?)null), (alert.State, alert.LastAsked, alert.FirstProofAt));
    }

    [Fact]
    public async Task One_unusable_target_does_not_stop_the_others()
    {
        await DeclareAsync("domain xn--hpital-a-43a.example", "range 127.0.77.70/32");
        _service.Answer = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });

        var result = await ScanAsync();

        Assert.Equal(0, result.Status);
        var scan = Assert.Single(await ScansAsync());
        Assert.Equal(ScanState.Done, scan.State);
        Assert.Contains("xn--hpital-a-43a.example", scan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nmap_host_timed_out()
    {
        await DeclareAsync("range 127.0.77.70/32");
        _service.Answer = new ProbeAnswer.NoAnswer(Silence.TimedOut, "nmap gave up on the host");

        for (var day = 0; day < 3; day++)
            await ScanAsync();

        var alert = await AlertAsync();
        Assert.Equal((AlertState.Open, (DateTimeOffset?)null), (alert.State, alert.FirstProofAt));
        Assert.All(await ScansAsync(), scan => Assert.Equal((ScanState.Failed, 0), (scan.State, scan.Answered)));
    }

    [Fact]
    public async Task Two_refusals_apart_resolve_and_between_them_a_recheck_is_planned()
    {
        await DeclareAsync("range 127.0.77.70/32");
        _service.Answer = new ProbeAnswer.NoAnswer(Silence.Refused, "played");

        await ScanAsync();
        var recheck = Assert.Single(await ScansAsync(), scan => scan.Kind == ScanKind.Recheck);
        await ScanAsync("--Alerts:SecondLookAfter=00:00:01");
        Assert.Equal(AlertState.Resolved, (await WaitForSecondAsync()).State);

        Assert.Equal(ScanState.Due, recheck.State);
        await using var context = Open();
        Assert.Equal(["refused"], await context.AlertEvents.Select(change => change.Why).ToListAsync(Token));
    }

    [Fact]
    public async Task A_probe_that_throws_is_our_fault_and_changes_nothing()
    {
        await DeclareAsync("range 127.0.77.70/32");
        _service.Answer = null;

        await ScanAsync();

        Assert.Equal(Before, (await AlertAsync()).LastAsked);
    }

    /// <summary>The second proof counts a second after the first one; scans until then.</summary>
    private async Task<Alert> WaitForSecondAsync()
    {
        for (var i = 0; i < 20 && (await AlertAsync()).State != AlertState.Resolved; i++)
            await ScanAsync("--Alerts:SecondLookAfter=00:00:01");
        return await AlertAsync();
    }

    private Task<CliResult> ScanAsync(params string[] options) =>
        _cli.RunAsync(["scan", Finess, "--Scanner:AllowSpecialRanges:0=127.0.0.0/8", .. options]);

    private async Task DeclareAsync(params string[] lines)
    {
        await using var context = Open();
        foreach (var line in lines.Select(line => line.Split(' ')))
        {
            context.Perimeter.Add(
                new PerimeterEntry
                {
                    Finess = Finess,
                    Kind = Enum.Parse<PerimeterKind>(line[0], ignoreCase: true),
                    Value = line[1],
                    Source = "perimeter.csv line 2",
                }
            );
        }
        await context.SaveChangesAsync(Token);
    }

    private static Alert OpenAlert() =>
        new()
        {
            Id = Guid.NewGuid(),
            Finess = Finess,
            RuleId = "service.open",
            AssetKey = Port,
            Severity = Severity.High,
            State = AlertState.Open,
            TitleFr = "Titre",
            TitleEn = "Title",
            FirstSeen = Before,
            LastSeen = Before,
            LastAsked = Before,
            OpenedAt = Before,
        };

    private RegistryContext Open()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryFile(_folder.Registry);
        return new RegistryContext(options.Options);
    }

    private async Task<List<Scan>> ScansAsync()
    {
        await using var context = Open();
        return await context.Scans.AsNoTracking().ToListAsync(Token);
    }

    private async Task<Alert> AlertAsync()
    {
        await using var context = Open();
        return await context.Alerts.AsNoTracking().SingleAsync(Token);
    }

    /// <summary>Answers for each port that is known; null: throws.</summary>
    private sealed class PlayedProbe : IProbe
    {
        public ProbeAnswer? Answer { get; set; }
        public string Id => "service";

        public bool AppliesTo(Asset asset) => asset is Asset.Host;

        public Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
        {
            var answer = Answer ?? throw new InvalidOperationException("a bug of ours");
            var address = ((Asset.Host)asset).Address;
            return Task.FromResult<IReadOnlyList<Finding>>([
                .. context.KnownPorts.Select(port => new Finding(
                    new Asset.Service(address, Transport.Tcp, port),
                    Id,
                    TimeProvider.System.GetUtcNow(),
                    answer,
                    []
                )),
            ]);
        }
    }

    private sealed class DeadResolver : IResolver
    {
        private static readonly Task<DnsAnswer> Silent = Task.FromResult<DnsAnswer>(
            new DnsAnswer.Silent(Silence.TimedOut, "played")
        );

        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) => Silent;

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) => Silent;
    }
}
