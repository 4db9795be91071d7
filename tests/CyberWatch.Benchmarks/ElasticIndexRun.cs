using System.Net.Http.Headers;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Benchmarks;

/// <summary>
/// The peer posts bodies that were written before, with the same mapping into indices of its own on the same node: as many documents a
/// request and as many requests at the same time, the answer read and looked at for errors.
/// </summary>
internal sealed class ElasticIndexRun : IIndexRun
{
    private readonly ElasticConnection _ours;
    private readonly ElasticConnection _bare;
    private readonly HttpClient _http;

    public ElasticIndexRun(Uri address)
    {
        _ours = Connection(address, "bench-ours");
        _bare = Connection(address, "bench-bare");
        _http = new HttpClient { BaseAddress = address };
        Index = new ElasticFindingIndex(_ours, TimeProvider.System);
    }

    /// <summary>Of the Elasticsearch that <c>infra/bench</c> found or started; null: there is none.</summary>
    public static Uri? Address =>
        Environment.GetEnvironmentVariable("CYBERWATCH_BENCH_ELASTICSEARCH") is { Length: > 0 } named ? new Uri(named) : null;

    public IFindingIndex Index { get; }

    public async Task SetUpAsync()
    {
        await DropAsync();
        foreach (var connection in (ElasticConnection[])[_ours, _bare])
            await new ElasticSetup(connection).RunAsync(CancellationToken.None);
        await _bare.SendAsync(HttpMethod.PUT, "/bench-bare-history-2026.11", null, CancellationToken.None);
    }

    public Func<Task> Prepare(List<IndexDocument> documents)
    {
        var bodies = documents.Chunk(_bare.Options.BulkDocuments).Select(Body).ToList();
        return () =>
            Parallel.ForEachAsync(
                bodies,
                new ParallelOptions { MaxDegreeOfParallelism = _bare.Options.InFlight },
                async (body, token) => await PostAsync(body, token)
            );
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _ours.Dispose();
        _bare.Dispose();
        _http.Dispose();
    }

    private static ElasticConnection Connection(Uri address, string prefix) =>
        new(Options.Create(new ElasticOptions { Addresses = [address.ToString()], Prefix = prefix }));

    private ReadOnlyMemory<byte> Body(IndexDocument[] documents)
    {
        var writer = new BulkWriter(_bare.Names);
        foreach (var document in documents)
            writer.Index(IndexedFinding.Read(document, out _)!, new BulkAim.Both());
        return writer.Done(2).Octets;
    }

    private async Task PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await _http.PostAsync($"/_bulk?require_alias=true&{BulkAnswer.Filter}", content, cancellationToken);
        var said = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!said.Contains("\"errors\":false", StringComparison.Ordinal))
            throw new InvalidOperationException($"The peer was refused: {said[..Math.Min(said.Length, 500)]}");
    }

    private async Task DropAsync()
    {
        // one name at a time: of several, a missing one keeps the others
        foreach (var prefix in (string[])[_ours.Names.Prefix, _bare.Names.Prefix])
        {
            foreach (var path in (string[])["", "_index_template/", "_component_template/"])
                await _ours.SendAsync(HttpMethod.DELETE, $"/{path}{prefix}-*", null, CancellationToken.None, 404);
        }
    }
}
