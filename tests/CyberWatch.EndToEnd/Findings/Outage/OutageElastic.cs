namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>A server that these tests may kill, freeze and empty; started once for all of them.</summary>
public sealed class OutageElastic : IAsyncDisposable
{
    private ElasticServer? _server;

    internal async Task<ElasticServer> ServerAsync(CancellationToken cancellationToken)
    {
        ElasticServer.Need(own: true);
        return _server ??= await ElasticServer.StartAsync(new Dictionary<string, string?>(), cancellationToken);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
