using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>What pages ask the index, within the reader's scope. An index that does not answer is a value, never an exception.</summary>
public sealed class FindingSearch(IFindingIndex index, IDbContextFactory<RegistryContext> registries)
{
    private const string Paris = "Europe/Paris";

    public Task<IndexAnswer<FindingPage>> FindAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
        AskAsync(() => index.SearchAsync(scope, query, cancellationToken), cancellationToken);

    public Task<IndexAnswer<FindingSummary>> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    ) => AskAsync(() => index.SummariseAsync(scope, query, request, cancellationToken), cancellationToken);

    /// <summary>One document; null when there is none that the reader may see.</summary>
    public Task<IndexAnswer<JsonElement?>> OneAsync(AccessScope scope, FindingKey key, CancellationToken cancellationToken) =>
        AskAsync<JsonElement?>(
            async () =>
            {
                var page = await index.SearchAsync(scope, new FindingQuery(Limit: 1) { Where = key.Query }, cancellationToken);
                return page.Documents.Count > 0 ? page.Documents[0] : null;
            },
            cancellationToken
        );

    /// <summary>Everything that the query describes, begun: the index answered, and the first may be read.</summary>
    public Task<IndexAnswer<FindingsFound>> BeginAsync(
        AccessScope scope,
        FindingQuery query,
        CancellationToken cancellationToken
    ) => AskAsync(() => FindingsFound.BeginAsync(index.ReadAllAsync(scope, query, cancellationToken)), cancellationToken);

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

    private async Task<IndexAnswer<T>> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return new IndexAnswer<T>.Given(await question());
        }
        catch (FindingIndexUnavailableException e)
        {
            await using var registry = await registries.CreateDbContextAsync(cancellationToken);
            var state = await registry.IndexStates.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            return new IndexAnswer<T>.Fault(new IndexFault(state?.DownSince, e.Why));
        }
    }
}
