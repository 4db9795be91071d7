using System.Text.Json;
using CyberWatch.Infra.Findings.Elastic;
using Elastic.Transport;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>Names of its own on a server, for one test: templates and indices, gone afterwards.</summary>
internal sealed class ElasticInstallation : IAsyncDisposable
{
    private readonly ElasticConnection _connection;

    public ElasticInstallation(Uri address, Action<ElasticOptions>? also = null, TimeProvider? clock = null)
    {
        Options = new ElasticOptions { Addresses = [address.ToString()], Prefix = $"test-{Guid.NewGuid():n}"[..20] };
        also?.Invoke(Options);
        _connection = new ElasticConnection(Microsoft.Extensions.Options.Options.Create(Options));
        Index = new ElasticFindingIndex(_connection, clock ?? TimeProvider.System);
        Upkeep = new ElasticUpkeep(_connection, clock ?? TimeProvider.System);
    }

    public ElasticOptions Options { get; }
    public ElasticFindingIndex Index { get; }
    public ElasticUpkeep Upkeep { get; }
    public IndexNames Names => _connection.Names;

    public Task<IReadOnlyList<string>> SetUpAsync(CancellationToken cancellationToken) =>
        new ElasticSetup(_connection).RunAsync(cancellationToken);

    /// <summary>The body of any question; fails on no status.</summary>
    public async Task<string> AskAsync(HttpMethod method, string path, string? body = null)
    {
        var answer = await _connection.Client.Transport.RequestAsync<StringResponse>(
            new EndpointPath(method, path),
            body is null ? null : PostData.String(body),
            TestContext.Current.CancellationToken
        );
        return answer.Body;
    }

    /// <summary>A key with these privileges and no others.</summary>
    public async Task<string> KeyAsync(string privileges)
    {
        var body = $$"""{ "name": "test", "role_descriptors": { "test": {{privileges}} } }""";
        var answer = JsonElement.Parse(await AskAsync(HttpMethod.POST, "/_security/api_key", body));
        return answer.TryGetProperty("encoded", out var key)
            ? key.GetString()!
            : throw new InvalidOperationException($"{answer}");
    }

    /// <summary>The same names with other options: another key, another program.</summary>
    public ElasticFindingIndex Other(Action<ElasticOptions> change)
    {
        var options = new ElasticOptions { Addresses = Options.Addresses, Prefix = Options.Prefix };
        change(options);
        return new ElasticFindingIndex(
            new ElasticConnection(Microsoft.Extensions.Options.Options.Create(options)),
            TimeProvider.System
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var path in (string[])["", "_index_template/", "_component_template/"])
        {
            await _connection.Client.Transport.RequestAsync<StringResponse>(
                new EndpointPath(HttpMethod.DELETE, $"/{path}{Options.Prefix}-*"),
                CancellationToken.None
            );
        }
        _connection.Dispose();
    }
}
