using System.Text.Json;
using CyberWatch.EndToEnd.Jobs;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>A whole worker whose Elasticsearch is killed or frozen in the middle of a scan.</summary>
public sealed class WorkerOutageTests(OutageElastic fixture) : IClassFixture<OutageElastic>, IAsyncLifetime
{
    private readonly HttpClient _watch = new() { BaseAddress = new Uri($"http://127.0.0.1:{LoopbackServer.ClosedPort()}") };
    private TemporaryData _data = null!;
    private TwoServices _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        _services = await TwoServices.OverAsync(_data);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _data.Dispose();
        _watch.Dispose();
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task Scans_go_on_without_the_index_and_everything_arrives_once_when_it_is_back(string signal)
    {
        var server = await fixture.ServerAsync(Token);
        await using var installation = new ElasticInstallation(server.Address);
        await installation.SetUpAsync(Token);
        var planned = await _services.PlanTodayAsync();
        using var worker = new WorkerProcess(_data.Path, Settings(installation));
        await _services.UntilAsync(planned.Id, row => row is { State: ScanState.Running, Answered: > 0 }, worker);
        await Eventually.TrueAsync(async () => await WaitingAsync() == 0, 60, () => worker.Said);
        var before = await CountAsync(installation, installation.Names.Latest);

        await server.SignalAsync(signal, Token);
        _services.Slow.Speak();
        await DoneAsync(planned, worker);
        await DoneAsync(await _services.PlanNowAsync("meanwhile"), worker);
        Assert.InRange(await WaitingAsync(), 2, int.MaxValue);
        await Eventually.TrueAsync(async () => (await _data.IndexStateAsync())?.DownSince is not null, 60, () => worker.Said);
        Assert.Contains("does not answer", await HealthAsync(), StringComparison.Ordinal);
        await BackAsync(server, signal);

        await Eventually.TrueAsync(async () => await WaitingAsync() == 0, 60, () => worker.Said);
        Assert.Null((await _data.IndexStateAsync())!.DownSince);
        await using var context = _data.CreateDbContext();
        var keys = await context.Outbox.Select(row => row.DocumentKey).ToListAsync(Token);
        Assert.InRange(before, 1, keys.Count - 1);
        Assert.Equal(keys.Distinct().Count(), await CountAsync(installation, installation.Names.Latest));
        Assert.Equal(keys.Count, await CountAsync(installation, installation.Names.History));
    }

    private string[] Settings(ElasticInstallation installation) =>
        [
            TwoServices.Patience,
            "--Findings:Provider=Elastic",
            $"--Findings:Elastic:Addresses:0={installation.Options.Addresses[0]}",
            $"--Findings:Elastic:Prefix={installation.Options.Prefix}",
            "--Findings:Elastic:Timeout=00:00:02",
            "--Findings:Elastic:BulkTimeout=00:00:03",
            "--Findings:LongestPause=00:00:02",
            $"--Telemetry:WorkerPort={_watch.BaseAddress!.Port}",
        ];

    private async Task DoneAsync(Scan planned, WorkerProcess worker)
    {
        var ended = await _services.UntilAsync(planned.Id, row => row.State is ScanState.Done or ScanState.Failed, worker);
        Assert.Equal((ScanState.Done, 0), (ended.State, ended.Recovered));
    }

    private async Task<int> WaitingAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Outbox.CountAsync(row => row.DeliveredAt == null, Token);
    }

    private async Task<string> HealthAsync()
    {
        var ready = JsonElement.Parse(await _watch.GetStringAsync("/health/ready", Token));
        var index = ready
            .GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "index");
        return index.GetProperty("reason").GetString()!;
    }

    private static async Task BackAsync(ElasticServer server, string signal)
    {
        if (signal == "STOP")
            await server.SignalAsync("CONT", Token);
        else
            await server.StartAgainAsync(empty: false, Token);
    }

    private static async Task<int> CountAsync(ElasticInstallation installation, string alias)
    {
        await installation.AskAsync(HttpMethod.POST, $"/{alias}/_refresh");
        return JsonElement.Parse(await installation.AskAsync(HttpMethod.GET, $"/{alias}/_count")).GetProperty("count").GetInt32();
    }
}
