using System.Text.RegularExpressions;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Tests.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Metrics;

namespace CyberWatch.Tests.Infra.Telemetry;

[Collection(nameof(WatchedProgram))]
public sealed partial class MetricsTests
{
    private const string Finess = "990000001";
    private const string Somebody = "rssi@hopital.example";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_metric_of_the_document_is_served_with_its_labels_and_conversely()
    {
        using var data = await FilledAsync();
        await using var program = await StartedAsync(data);
        TouchAll();

        var scrape = await ScrapedAsync(program);

        var readme = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "infra", "README.md"),
            TestContext.Current.CancellationToken
        );
        var documented = Documented()
            .Matches(readme)
            .Select(line => $"{line.Groups["name"].Value} {line.Groups["kind"].Value} ({line.Groups["labels"].Value})");
        var served = scrape.Families.Select(it => $"{it.Key} {it.Value} ({scrape.LabelsOf(it.Key)})");
        Assert.Equal(served.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Figures_of_the_registry_are_those_of_its_rows()
    {
        using var data = await FilledAsync();
        await using var program = await StartedAsync(data);

        var scrape = await ScrapedAsync(program);

        Assert.Equal(2, scrape.Of("cyberwatch_outbox_waiting"));
        Assert.Equal(1, scrape.Of("cyberwatch_outbox_set_aside"));
        Assert.Equal(600, scrape.Of("cyberwatch_outbox_oldest_seconds"));
        Assert.Equal(1, scrape.Of("cyberwatch_scans_waiting"));
        Assert.Equal(120, scrape.Of("cyberwatch_scans_oldest_seconds"));
        Assert.Equal(1, scrape.Of("cyberwatch_scans_running"));
        Assert.Equal(1, scrape.Of("cyberwatch_leases_expired"));
        Assert.Equal(1, scrape.Of("cyberwatch_letters", "state=\"held\""));
        Assert.Equal(1, scrape.Of("cyberwatch_alerts", "state=\"open\"", "severity=\"high\""));
        Assert.Equal(1, scrape.Of("cyberwatch_workers_alive"));
        Assert.Equal(30, scrape.Of("cyberwatch_worker_heartbeat_age_seconds", "worker=\"here/1\""));
        Assert.Null(scrape.Of("cyberwatch_worker_heartbeat_age_seconds", "worker=\"ended/1\""));
    }

    [Fact]
    public async Task No_figure_names_an_establishment_an_asset_or_a_person()
    {
        using var data = await FilledAsync();
        await using var program = await StartedAsync(data);

        var scrape = await ScrapedAsync(program);

        Assert.DoesNotContain(Finess, scrape.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PlayedScans.Port, scrape.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Somebody, scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_port_and_a_collector_nothing_is_measured()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var program = new WatchedProgram(data, port: 0);

        Assert.Null(program.Services.GetService<MeterProvider>());
        Assert.Null(program.Services.GetService<RegistryGauges>());
    }

    [Fact]
    public async Task A_sample_that_breaks_ends_no_program_and_the_next_one_is_taken()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var clock = new FakeTimeProvider(Now);
        var broken = new BrokenRegistry();
        await using var program = new WatchedProgram(
            data,
            LoopbackServer.ClosedPort(),
            services =>
                services
                    .RemoveAll<TimeProvider>()
                    .AddSingleton<TimeProvider>(clock)
                    .AddSingleton<IDbContextFactory<RegistryContext>>(broken)
        );

        await program.StartAsync();

        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            return broken.Asked > 2;
        });
        Assert.False(program.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    private static async Task<WatchedProgram> StartedAsync(TemporaryData data)
    {
        var program = new WatchedProgram(
            data,
            LoopbackServer.ClosedPort(),
            services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
        );
        await program.StartAsync();
        return program;
    }

    private static async Task<Scrape> ScrapedAsync(WatchedProgram program)
    {
        Scrape? scrape = null;
        await Eventually.TrueAsync(async () =>
            (scrape = new Scrape((await program.GetAsync("/metrics")).Text)).Of("cyberwatch_outbox_waiting") is not null
        );
        return scrape!;
    }

    private static void TouchAll()
    {
        Instruments.ScanEnded("light", "done", TimeSpan.FromSeconds(7));
        Instruments.Asked("tls", "answered");
        Instruments.Judged("clean", 3);
        Instruments.AlertStepped("opened");
        Instruments.Indexed([new IndexOutcome.Done(), new IndexOutcome.Refused("why")]);
        Instruments.IndexFailed();
        Instruments.WorkFailed("IndexWork");
    }

    private static async Task<TemporaryData> FilledAsync()
    {
        var data = await TemporaryData.WithRegistryAsync();
        var seed = new ScanSeed(Now);
        var silent = seed.Running(Finess, ScanKind.Full);
        var edition = MailParts.Edition();
        await data.AddAsync(
            TemporaryData.Hospital(Finess),
            Row(minutes: 10),
            Row(minutes: 5),
            Row(minutes: 20, error: "refused"),
            Row(minutes: 30, delivered: Now),
            Due(Now.AddMinutes(-2)),
            Due(Now.AddMinutes(2)),
            silent,
            PlayedScans.OpenAlert(),
            edition,
            edition.To(Somebody, LetterState.Held),
            Worker("here/1", Now.AddSeconds(-30)),
            Worker("ended/1", Now.AddHours(-1))
        );
        return data;
    }

    private static OutboxFinding Row(int minutes, string? error = null, DateTimeOffset? delivered = null) =>
        new()
        {
            Finess = Finess,
            DocumentKey = "k",
            Document = "{}",
            CreatedAt = Now.AddMinutes(-minutes),
            Error = error,
            DeliveredAt = delivered,
        };

    private static Scan Due(DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = Finess,
            Kind = ScanKind.Light,
            Slot = $"request|{Guid.NewGuid()}",
            State = ScanState.Due,
            DueAt = at,
        };

    private static Worker Worker(string name, DateTimeOffset seen) =>
        new()
        {
            Name = name,
            StartedAt = seen,
            LastSeen = seen,
        };

    private sealed class BrokenRegistry : IDbContextFactory<RegistryContext>
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public RegistryContext CreateDbContext()
        {
            Interlocked.Increment(ref _asked);
            throw new FormatException("a bug of ours");
        }
    }

    [GeneratedRegex(
        @"^\| `(?<name>cyberwatch_[a-z_]+)` \| (?<kind>[a-z]+) \| (?<labels>[a-z_, ]*?) ?\| ",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Documented();
}
