using System.Net;
using System.Text.Json;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Jobs;

public sealed class WatchedWorkerTests
{
    [Fact]
    public async Task A_worker_tells_how_it_is_and_what_it_did_and_logs_objects()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{LoopbackServer.ClosedPort()}") };
        using var worker = new WorkerProcess(
            data.Path,
            $"--Telemetry:WorkerPort={client.BaseAddress.Port}",
            "--Telemetry:JsonLogs=true"
        );

        await Eventually.TrueAsync(
            async () => await StatusAsync(client, "/health/ready") == HttpStatusCode.OK,
            60,
            () => worker.Said
        );
        var ready = await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
        var metrics = "";
        await Eventually.TrueAsync(
            async () =>
                (metrics = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Contains(
                    "cyberwatch_workers_alive",
                    StringComparison.Ordinal
                ),
            60,
            () => worker.Said
        );

        Assert.Equal(
            ["clock", "index", "nmap", "registry", "scans"],
            JsonElement.Parse(ready).GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString())
        );
        Assert.Contains("dotnet_gc_", metrics, StringComparison.Ordinal);
        Assert.Contains("quartz_", metrics, StringComparison.Ordinal);
        var objects = worker.Said.Split('\n').Where(line => line.StartsWith('{')).ToList();
        Assert.NotEmpty(objects);
        Assert.All(objects, line => Assert.NotEmpty(JsonElement.Parse(line).GetProperty("Category").GetString()!));
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
