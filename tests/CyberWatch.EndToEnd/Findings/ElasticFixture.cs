[assembly: AssemblyFixture(typeof(CyberWatch.EndToEnd.Findings.ElasticFixture))]

namespace CyberWatch.EndToEnd.Findings;

/// <summary>The Elasticsearch of all tests of this assembly that need no special one: the one that is named, or one started at the first need.</summary>
public sealed class ElasticFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private ElasticServer? _server;

    /// <summary>Skips the test where none is named.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        ElasticServer.Need();
        if (!Directory.Exists(ElasticServer.Named))
            return new Uri(ElasticServer.Named!);
        await _once.WaitAsync(cancellationToken);
        try
        {
            _server ??= await ElasticServer.StartAsync(new Dictionary<string, string?>(), cancellationToken);
            return _server.Address;
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _once.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
