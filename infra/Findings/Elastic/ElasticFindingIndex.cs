using System.Runtime.CompilerServices;
using System.Text.Json;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>The index on an Elasticsearch server: <c>latest</c> behind one alias, <c>history</c> by months behind another.</summary>
internal sealed class ElasticFindingIndex(ElasticConnection connection, TimeProvider clock) : IFindingIndex
{
    private readonly ElasticReadiness _readiness = new(connection);
    private readonly ElasticReader _reader = new(connection);
    private readonly ElasticSummary _summary = new(connection);
    private readonly ElasticWriter _writer = new(connection, clock);

    public Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
        IReadOnlyList<IndexDocument> batch,
        CancellationToken cancellationToken
    ) => ReadyAsync(() => _writer.WriteAsync(batch, new BulkAim.Both(), cancellationToken), cancellationToken);

    public Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
        ReadyAsync(() => _reader.SearchAsync(scope, query, cancellationToken), cancellationToken);

    public Task<FindingSummary> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    ) => ReadyAsync(() => _summary.AskAsync(ElasticQuery.Of(scope, query), request, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<JsonElement> ReadAllAsync(
        AccessScope scope,
        FindingQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await _readiness.EnsureAsync(cancellationToken);
        var hits = _reader.HitsAsync(connection.Names.Latest, ElasticQuery.Of(scope, query), withSource: true, cancellationToken);
        await foreach (var hit in hits)
            yield return hit.Source;
    }

    public Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken) =>
        ReadyAsync(
            () => _reader.CountAsync(connection.Names.Latest, ElasticQuery.Of(scope, new FindingQuery()), cancellationToken),
            cancellationToken
        );

    public Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken) =>
        ReadyAsync(() => DeleteAsync(finess, cancellationToken), cancellationToken);

    public Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ReadyAsync(() => _writer.Months.DropAsync(before, cancellationToken), cancellationToken);

    public Task RefreshAsync(CancellationToken cancellationToken) =>
        ReadyAsync(() => RefreshAllAsync(cancellationToken), cancellationToken);

    public Task<string> IdentityAsync(CancellationToken cancellationToken) =>
        ReadyAsync(() => _readiness.IdentityAsync(cancellationToken), cancellationToken);

    public Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken) =>
        _readiness.FaultAsync(cancellationToken);

    private async Task<int> DeleteAsync(string finess, CancellationToken cancellationToken)
    {
        await RefreshAllAsync(cancellationToken);
        var own = ElasticQuery.Term(QueryFields.Finess.Path, finess);
        var gone = await _writer.DeleteAsync(
            _reader.HitsAsync(connection.Names.Latest, own, withSource: false, cancellationToken),
            cancellationToken
        );
        await _writer.DeleteAsync(
            _reader.HitsAsync(connection.Names.History, own, withSource: false, cancellationToken),
            cancellationToken
        );
        await RefreshAllAsync(cancellationToken);
        return gone;
    }

    private Task<ElasticAnswer> RefreshAllAsync(CancellationToken cancellationToken) =>
        connection.SendAsync(
            HttpMethod.POST,
            $"/{connection.Names.Latest},{connection.Names.History}/_refresh?ignore_unavailable=true",
            null,
            cancellationToken
        );

    private async Task<T> ReadyAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            await _readiness.EnsureAsync(cancellationToken);
            return await action();
        }
        catch (FindingIndexUnavailableException)
        {
            _readiness.Doubt();
            throw;
        }
    }
}
