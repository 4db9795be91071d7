using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Scanner.Commands;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>An installation with one hospital, whose scans ask a played probe and a played resolver, by a clock that the test moves.</summary>
internal sealed class PlayedScans : IDbContextFactory<RegistryContext>, IDisposable
{
    public const string Finess = "990000001";
    public const string Port = "tcp:127.0.77.70:3389";
    public static readonly DateTimeOffset Before = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Time that two looks must lie apart, and a little.</summary>
    public static readonly TimeSpan Apart = new AlertOptions().SecondLookAfter + TimeSpan.FromSeconds(1);

    private readonly Cli _cli;

    public PlayedScans()
    {
        Probe = new PlayedProbe(Clock);
        _cli = new Cli { Substitutes = Substitute };
    }

    /// <summary>Four in the morning in Paris, on a Thursday.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));
    public PlayedProbe Probe { get; }
    public PlayedResolver Resolver { get; } = new();

    /// <summary>Probes beside the one.</summary>
    public List<IProbe> Others { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A hospital under mandate, one known port, and an alert that is open on it.</summary>
    public async Task MakeAsync(params Alert[] alerts)
    {
        await using var context = Open();
        await context.Database.MigrateAsync(Token);
        context.Establishments.Add(TemporaryData.Hospital(Finess));
        context.Mandates.Add(MandateSeed.Of(Finess));
        context.KnownAssets.Add(
            new KnownAsset
            {
                Finess = Finess,
                Key = Port,
                FirstSeen = Before,
                LastSeen = Before,
            }
        );
        context.Alerts.AddRange(alerts);
        await context.SaveChangesAsync(Token);
    }

    public Task<CliResult> ScanAsync(string kind = "light") =>
        _cli.RunAsync("scan", Finess, "--kind", kind, "--Scanner:AllowSpecialRanges:0=127.0.0.0/8");

    /// <summary>Runs all that is due, as a worker does; returns how many.</summary>
    public async Task<int> RunDueAsync()
    {
        await using var worker = Worker();
        var due = await worker.GetRequiredService<DueScans>().DueAsync(10, Token);
        foreach (var id in due)
            await worker.GetRequiredService<ScanRunner>().RunAsync(id, null, Token);
        return due.Count;
    }

    /// <summary>A worker of this name, which asks one thing after the other; several share registry, clock, probe and resolver.</summary>
    public ServiceProvider WorkerNamed(string name) => Worker(new("Scanner:ParallelAssets", "1"), new("Scanner:Worker", name));

    /// <summary>The parts of a worker, with settings of the test.</summary>
    public ServiceProvider Worker(params KeyValuePair<string, string?>[] settings)
    {
        KeyValuePair<string, string?>[] always =
        [
            new("Data:Folder", _cli.DataFolder),
            new("Scanner:AllowSpecialRanges:0", "127.0.0.0/8"),
        ];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. always, .. _cli.Registry.Settings, .. settings])
            .Build();
        var services = new ServiceCollection().AddLogging().AddRegistry(configuration);
        services.AddScanning(configuration);
        Substitute(services);
        return services.BuildServiceProvider();
    }

    public void Dispose() => _cli.Dispose();

    public async Task DeclareAsync(params string[] lines)
    {
        await using var context = Open();
        foreach (var line in lines.Select(line => line.Split(' ', 2)))
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

    public static Alert OpenAlert(string rule = "service.open") =>
        new()
        {
            Id = Guid.NewGuid(),
            Finess = Finess,
            RuleId = rule,
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

    public RegistryContext CreateDbContext() => Open();

    public RegistryContext Open() => _cli.OpenRegistry();

    public async Task<List<Scan>> ScansAsync()
    {
        await using var context = Open();
        return await context.Scans.AsNoTracking().ToListAsync(Token);
    }

    public async Task<Alert> AlertAsync()
    {
        await using var context = Open();
        return await context.Alerts.AsNoTracking().SingleAsync(Token);
    }

    private void Substitute(IServiceCollection services)
    {
        services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
        services.WithWritersThatWait();
        services.RemoveAll<IProbe>().AddSingleton<IProbe>(Probe);
        foreach (var other in Others)
            services.AddSingleton(other);
        services.RemoveAll<IResolver>().AddSingleton<IResolver>(Resolver);
        Rule[] rules =
        [
            TestRules.Reading("service.open", "service", "open"),
            TestRules.Reading("service.doubtful", "service", "doubtful", secondLook: true),
            TestRules.Ending("service.ending", "service", "ending", "hours_left"),
            TestRules.ByVersion("service.old", "service", "old", "CVE-2024-1709"),
        ];
        services.RemoveAll<RuleSet>().AddSingleton(new RuleSet(rules));
    }
}

/// <summary>Answers for each port that is known; null: throws.</summary>
internal sealed class PlayedProbe(TimeProvider clock) : IProbe
{
    public ProbeAnswer? Answer { get; set; }
    public int Asked { get; private set; }

    /// <summary>Done whenever it is asked.</summary>
    public Func<Asset, CancellationToken, Task> Asking { get; set; } = (_, _) => Task.CompletedTask;
    public string Id => "service";

    public bool AppliesTo(Asset asset) => asset is Asset.Host;

    public async Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
    {
        Asked++;
        await Asking(asset, cancellationToken);
        var answer = Answer ?? throw new InvalidOperationException("a bug of ours");
        var address = ((Asset.Host)asset).Address;
        return
        [
            .. context.KnownPorts.Select(port => new Finding(
                new Asset.Service(address, Transport.Tcp, port),
                Id,
                clock.GetUtcNow(),
                answer,
                []
            )),
        ];
    }
}

/// <summary>Gives one answer to whatever is asked.</summary>
internal sealed class PlayedResolver : IResolver
{
    public DnsAnswer Answer { get; set; } = new DnsAnswer.Silent(Silence.TimedOut, "played");

    private int _asked;

    public int Asked => _asked;

    public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(Answer);
    }

    public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        AskAsync(question.Name, question.Type, cancellationToken);
}
