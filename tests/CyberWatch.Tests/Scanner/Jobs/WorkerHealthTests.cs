using CyberWatch.Scanner.Jobs;
using CyberWatch.Scanner.Net.Nmap;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class WorkerHealthTests
{
    [Fact]
    public async Task Without_nmap_the_worker_is_ready_and_says_what_to_install()
    {
        var nmap = new NmapInstallation(
            Options.Create(new NmapOptions { Program = "/nonexistent/nmap" }),
            NullLogger.Instance,
            () => false
        );

        var result = await new NmapHealth(nmap).CheckHealthAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("/nonexistent/nmap", (string)result.Data["remedy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_looks_for_no_scans_is_not_ready()
    {
        var token = TestContext.Current.CancellationToken;
        using var data = await TemporaryData.WithRegistryAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));
        await using var worker = WorkerParts.Of(data, clock);
        var check = ActivatorUtilities.CreateInstance<DueScanHealth>(worker);
        var before = await check.CheckHealthAsync(new(), token);
        var work = worker.GetRequiredService<DueScanWork>();
        await work.StartAsync(token);
        await Eventually.TrueAsync(() => work.LastLook != default);
        var looking = await check.CheckHealthAsync(new(), token);
        await work.StopAsync(token);
        clock.Advance(TimeSpan.FromSeconds(31));

        var stopped = await check.CheckHealthAsync(new(), token);

        Assert.Equal(
            [HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy],
            new[] { before.Status, looking.Status, stopped.Status }
        );
        Assert.NotEmpty((string)stopped.Data["remedy"]);
    }
}
