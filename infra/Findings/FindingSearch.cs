using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// What pages ask the index. Whose findings a reader sees is decided by the registry as it is now, by FINESS number: what a document repeats of
/// its establishment is for reading. An index that does not answer is a value, never an exception.
/// </summary>
public sealed class FindingSearch(IFindingIndex index, IDbContextFactory<RegistryContext> registries)
{
    private const string Paris = "Europe/Paris";

    public Task<IndexAnswer<FindingPage>> FindAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
        AskAsync(scope, own => index.SearchAsync(own, query, cancellationToken), cancellationToken);

    public Task<IndexAnswer<FindingSummary>> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    ) => AskAsync(scope, own => index.SummariseAsync(own, query, request, cancellationToken), cancellationToken);

    /// <summary>One document; null when there is none that the reader may see.</summary>
    public Task<IndexAnswer<JsonElement?>> OneAsync(AccessScope scope, FindingKey key, CancellationToken cancellationToken) =>
        AskAsync<JsonElement?>(
            scope,
            async own =>
            {
                var page = await index.SearchAsync(own, new FindingQuery(Limit: 1) { Where = key.Query }, cancellationToken);
                return page.Documents.Count > 0 ? page.Documents[0] : null;
            },
            cancellationToken
        );

    /// <summary>Everything that the query describes, begun: the index answered, and the first may be read.</summary>
    public Task<IndexAnswer<FindingsFound>> BeginAsync(
        AccessScope scope,
        FindingQuery query,
        CancellationToken cancellationToken
    ) => AskAsync(scope, own => FindingsFound.BeginAsync(index.ReadAllAsync(own, query, cancellationToken)), cancellationToken);

    /// <summary>The zone of all establishments that the reader sees; Paris where they have several.</summary>
    public async Task<TimeZoneInfo> ZoneAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var zones =
            scope is AccessScope.WholeSector
                ? []
                : await registry
                    .EstablishmentsOf(scope)
                    .Select(row => row.TimeZone)
                    .Distinct()
                    .Take(2)
                    .ToListAsync(cancellationToken);
        return TimeZoneInfo.FindSystemTimeZoneById(zones is [var only] ? only : Paris);
    }

    private async Task<IndexAnswer<T>> AskAsync<T>(
        AccessScope scope,
        Func<AccessScope, Task<T>> question,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var own = scope is AccessScope.WholeSector ? scope : await OwnAsync(registry, scope, cancellationToken);
        try
        {
            return new IndexAnswer<T>.Given(await question(own));
        }
        catch (FindingIndexUnavailableException e)
        {
            var state = await registry.IndexStates.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            return new IndexAnswer<T>.Fault(new IndexFault(state?.DownSince, e.Message));
        }
    }

    private static async Task<AccessScope.Establishments> OwnAsync(
        RegistryContext registry,
        AccessScope scope,
        CancellationToken cancellationToken
    )
    {
        var own = await registry.EstablishmentsOf(scope).Select(row => row.Finess).ToListAsync(cancellationToken);
        return new(own.ToHashSet(StringComparer.Ordinal));
    }
}
