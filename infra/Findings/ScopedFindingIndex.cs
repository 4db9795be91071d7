using System.Runtime.CompilerServices;
using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// The index as everybody gets it. What a document repeats of its establishment is for reading and may be of yesterday: whose findings a
/// reader sees, the registry says as it is now, by FINESS number.
/// </summary>
internal sealed class ScopedFindingIndex(IFindingIndex index, IDbContextFactory<RegistryContext> registry) : IFindingIndex
{
    public async Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
        await index.SearchAsync(await OfAsync(scope, cancellationToken), query, cancellationToken);

    public async IAsyncEnumerable<JsonElement> ReadAllAsync(
        AccessScope scope,
        FindingQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var own = await OfAsync(scope, cancellationToken);
        await foreach (var document in index.ReadAllAsync(own, query, cancellationToken))
            yield return document;
    }

    public async Task<FindingSummary> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    ) => await index.SummariseAsync(await OfAsync(scope, cancellationToken), query, request, cancellationToken);

    public async Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken) =>
        await index.CountAsync(await OfAsync(scope, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
        IReadOnlyList<IndexDocument> batch,
        CancellationToken cancellationToken
    ) => index.UpsertAsync(batch, cancellationToken);

    public Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken) =>
        index.DeleteEstablishmentAsync(finess, cancellationToken);

    public Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        index.DropHistoryAsync(before, cancellationToken);

    public Task RefreshAsync(CancellationToken cancellationToken) => index.RefreshAsync(cancellationToken);

    public Task<string> IdentityAsync(CancellationToken cancellationToken) => index.IdentityAsync(cancellationToken);

    public Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken) => index.FaultAsync(cancellationToken);

    private async Task<AccessScope> OfAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        if (scope is AccessScope.WholeSector)
            return scope;
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var own = await context.EstablishmentsOf(scope).Select(row => row.Finess).ToListAsync(cancellationToken);
        return new AccessScope.Establishments(own.ToHashSet(StringComparer.Ordinal));
    }
}
