using System.Collections.Concurrent;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>The monthly indices of history: made when the first document of a month comes, dropped whole.</summary>
internal sealed class HistoryMonths(ElasticConnection connection)
{
    private readonly ConcurrentDictionary<DateTime, bool> _known = new();

    private IndexNames Names => connection.Names;

    public async Task EnsureAsync(IEnumerable<DateTime> months, CancellationToken cancellationToken)
    {
        foreach (var month in months.Where(month => !_known.ContainsKey(month)))
        {
            await MakeAsync(month, cancellationToken);
            _known[month] = true;
        }
    }

    /// <summary>Somebody dropped an index: look again.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Drops the months that had ended, and says how many documents they held.</summary>
    public async Task<int> DropAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(HttpMethod.GET, $"/{Names.History}/_alias", null, cancellationToken, 404);
        if (answer.Status == 404)
            return 0;
        var gone = 0;
        foreach (var index in answer.Json.EnumerateObject().Select(index => index.Name))
        {
            if (Names.MonthOf(index) is not { } month || month >= IndexedFinding.MonthOf(before.UtcDateTime))
                continue;
            var count = await connection.SendAsync(HttpMethod.GET, $"/{index}/_count", null, cancellationToken);
            gone += count.Json.GetProperty("count").GetInt32();
            await connection.SendAsync(HttpMethod.DELETE, $"/{index}", null, cancellationToken, 404);
        }
        Forget();
        return gone;
    }

    private async Task MakeAsync(DateTime month, CancellationToken cancellationToken)
    {
        var index = Names.Month(month);
        await connection.MakeIndexAsync(index, null, cancellationToken);
        var answer = await connection.SendAsync(
            HttpMethod.GET,
            $"/{index}/_alias/{Names.MonthAlias(month)}",
            null,
            cancellationToken,
            404
        );
        if (answer.Status != 404)
            return;

        // made without our template: nothing can have been written there, since all that writes goes by the alias
        await connection.SendAsync(HttpMethod.DELETE, $"/{index}", null, cancellationToken, 404);
        throw connection.Faults.NotAsSetUp($"the template {Names.History} is missing. {ElasticFaults.Setup}");
    }
}
