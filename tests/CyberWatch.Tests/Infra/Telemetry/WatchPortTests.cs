using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Telemetry;

[Collection(nameof(WatchedProgram))]
public sealed class WatchPortTests
{
    private const string Secret = "bm90LWEtc2VjcmV0";

    [Fact]
    public async Task A_port_that_is_taken_stops_nobody_and_is_opened_once_it_is_free()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var clock = new FakeTimeProvider();
        using var logs = new RenderedLogs();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var program = new WatchedProgram(
            data,
            port,
            services => services.AddSingleton<ILoggerProvider>(logs).RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock)
        );

        await program.StartAsync();
        await Eventually.TrueAsync(() => logs.Lines.Any(line => line.Contains("Telemetry:WorkerPort", StringComparison.Ordinal)));
        other.Stop();
        await Eventually.TrueAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            return await program.TryGetAsync("/health/live") is not null;
        });

        Assert.Equal((200, "alive"), await program.GetAsync("/health/live"));
    }

    [Fact]
    public async Task Ready_when_all_is_well()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var program = new WatchedProgram(data, LoopbackServer.ClosedPort());
        await program.StartAsync();

        var (status, text) = await program.GetAsync("/health/ready");

        Assert.Equal(200, status);
        Assert.Equal("healthy", JsonElement.Parse(text).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_registry_of_another_version_is_said_with_the_remedy()
    {
        using var data = TemporaryData.WithoutTables();
        await using (var context = data.CreateDbContext())
            await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await using var program = new WatchedProgram(data, LoopbackServer.ClosedPort());
        await program.StartAsync();

        var (status, text) = await program.GetAsync("/health/ready");

        Assert.Equal(503, status);
        Assert.Contains("older version", Check(text, "registry").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(Check(text, "registry").GetProperty("remedy").GetString()!);
    }

    [Fact]
    public async Task An_index_that_does_not_answer_leaves_the_program_ready_and_says_what_to_do_without_its_key()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var program = new WatchedProgram(
            data,
            LoopbackServer.ClosedPort(),
            null,
            "Findings:Provider=Elastic",
            $"Findings:Elastic:Addresses:0=http://127.0.0.1:{LoopbackServer.ClosedPort()}",
            $"Findings:Elastic:ApiKey={Secret}"
        );
        await program.StartAsync();

        var (status, text) = await program.GetAsync("/health/ready");

        Assert.Equal(200, status);
        Assert.Equal("degraded", JsonElement.Parse(text).GetProperty("status").GetString());
        Assert.Contains("outbox", Check(text, "index").GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_an_exception_are_not_shown()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var program = new WatchedProgram(
            data,
            LoopbackServer.ClosedPort(),
            services => services.AddHealthChecks().AddReady<Thrower>("thrower", HealthStatus.Degraded)
        );
        await program.StartAsync();

        var (_, text) = await program.GetAsync("/health/ready");

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.NotEmpty(Check(text, "thrower").GetProperty("remedy").GetString()!);
    }

    [Fact]
    public async Task A_dashboard_says_since_when_nobody_scans()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));
        var check = new WorkersHealth(data, clock);
        var never = await check.CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        await data.AddAsync(
            new CyberWatch.Infra.Registry.Entities.Worker
            {
                Name = "here/1",
                StartedAt = clock.GetUtcNow(),
                LastSeen = clock.GetUtcNow(),
            }
        );
        var well = await check.CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(2));

        var late = await check.CheckHealthAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal("No worker was ever heard.", never.Description);
        Assert.Equal(HealthStatus.Healthy, well.Status);
        Assert.Equal("No worker has been heard since 2026-11-26 03:00:00 UTC.", late.Description);
    }

    private static JsonElement Check(string text, string name) =>
        JsonElement
            .Parse(text)
            .GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == name);

    private sealed class Thrower : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        ) => throw new InvalidOperationException($"password={Secret}");
    }
}
