using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Telemetry;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CyberWatch.Tests.Infra.Telemetry;

/// <summary>
/// A program that is watched, over a data folder of the test: registry, findings and telemetry, and nothing that works. Figures are those of
/// the process, so tests that start one run one after the other: <c>[Collection(nameof(WatchedProgram))]</c>.
/// </summary>
internal sealed class WatchedProgram : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly IHost _host;
    private readonly int _port;

    /// <param name="data">What it keeps.</param>
    /// <param name="port">0: none is opened.</param>
    /// <param name="more">Registered last.</param>
    /// <param name="settings">As <c>Section:Key=value</c>.</param>
    public WatchedProgram(TemporaryData data, int port, Action<IServiceCollection>? more = null, params string[] settings)
    {
        _port = port;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings
                .Select(setting => setting.Split('=', 2))
                .Select(pair => new KeyValuePair<string, string?>(pair[0], pair[1]))
                .Append(new("Data:Folder", data.Path))
                .Concat(data.Registry.Settings)
                .Append(new("Telemetry:WorkerPort", $"{port}"))
        );
        builder.Services.AddRegistry(builder.Configuration).AddFindings(builder.Configuration);
        builder.Services.AddWorkerTelemetry(builder.Configuration);
        more?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Null while nobody listens.</summary>
    public async Task<(int Status, string Text)?> TryGetAsync(string path)
    {
        try
        {
            using var answer = await _client.GetAsync(
                new Uri($"http://127.0.0.1:{_port}{path}"),
                TestContext.Current.CancellationToken
            );
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        (int Status, string Text)? answer = null;
        await Eventually.TrueAsync(async () => (answer = await TryGetAsync(path)) is not null);
        return answer!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await StopAsync();
        _host.Dispose();
    }
}
