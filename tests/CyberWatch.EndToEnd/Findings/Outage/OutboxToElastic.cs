using System.Globalization;
using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>A registry with its outbox before one installation on a server, and the counts of both.</summary>
internal sealed class OutboxToElastic : IAsyncDisposable
{
    private const int Batch = 50;
    private readonly TemporaryData _data = TemporaryData.WithRegistry();

    /// <param name="address">Where the documents are sent: the server, or what stands before it.</param>
    /// <param name="server">Where they are counted.</param>
    public OutboxToElastic(Uri address, Uri server)
    {
        Installation = new(address, Hasty, new HastyClock());
        Direct = new(server, options => options.Prefix = Installation.Options.Prefix);
        Indexer = Data.IndexerOf(Installation.Index, Clock, new OutboxOptions { Batch = Batch });
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    public TemporaryData Data => _data;
    public ElasticInstallation Installation { get; }
    public ElasticInstallation Direct { get; }
    public OutboxIndexer Indexer { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>So many more documents wait; those that were there before get a newer version.</summary>
    public Task WaitAsync(int first, int count) => Data.WaitAsync(Clock, first, count);

    /// <summary>The worker looks again, after the longest pause.</summary>
    public Task LaterAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(10));
        return Indexer.DrainAsync(Token);
    }

    public async Task<int> WaitingAsync()
    {
        await using var context = Data.CreateDbContext();
        return await context.Outbox.CountAsync(row => row.DeliveredAt == null && row.Error == null, Token);
    }

    /// <summary>Each document of the outbox is in <c>latest</c> once, with its newest version, and nothing else is.</summary>
    public async Task EachIsThereOnceAsync()
    {
        Assert.Equal(0, await WaitingAsync());
        await using var context = Data.CreateDbContext();
        var newest = await context
            .Outbox.GroupBy(row => row.DocumentKey)
            .Select(group => new { group.Key, Version = group.Max(row => row.Id) })
            .ToListAsync(Token);
        var wanted = newest.Select(row => (row.Key, row.Version)).OrderBy(row => row.Key, StringComparer.Ordinal);
        Assert.Equal(wanted, await LatestAsync());
        Assert.Equal(newest.Count, await CountAsync(Direct.Names.History));
    }

    public async Task<int> CountAsync(string alias)
    {
        await Direct.AskAsync(HttpMethod.POST, $"/{alias}/_refresh");
        var answer = JsonElement.Parse(await Direct.AskAsync(HttpMethod.GET, $"/{alias}/_count"));
        return answer.GetProperty("count").GetInt32();
    }

    public async Task<IndexState> KnownAsync() =>
        await Data.IndexStateAsync() ?? throw new InvalidOperationException("nothing is known of the index");

    public async ValueTask DisposeAsync()
    {
        Indexer.Dispose();
        await Direct.DisposeAsync();
        await Installation.DisposeAsync();
        _data.Dispose();
    }

    private async Task<IEnumerable<(string Key, long Version)>> LatestAsync()
    {
        await Direct.AskAsync(HttpMethod.POST, $"/{Direct.Names.Latest}/_refresh");
        var body = await Direct.AskAsync(
            HttpMethod.POST,
            $"/{Direct.Names.Latest}/_search",
            """{ "size": 10000, "version": true, "_source": ["cyberwatch.asset"] }"""
        );
        return JsonElement
            .Parse(body)
            .GetProperty("hits")
            .GetProperty("hits")
            .EnumerateArray()
            .Select(hit =>
            {
                var asset = hit.GetProperty("_source").GetProperty("cyberwatch").GetProperty("asset").GetString();
                return (
                    Key: string.Create(CultureInfo.InvariantCulture, $"990000001|{asset}|dns"),
                    Version: hit.GetProperty("_version").GetInt64()
                );
            })
            .OrderBy(row => row.Key, StringComparer.Ordinal);
    }

    private static void Hasty(ElasticOptions options)
    {
        (options.Timeout, options.BulkTimeout) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        options.BulkDocuments = 20;
    }
}
