using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Brings what latest documents repeat (name, group and region of the establishment, verdicts, severity) to what register and rules say now.
/// History stays as it was said at the time.
/// </summary>
public sealed partial class LatestRewrite(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IIndexUpkeep upkeep,
    RuleSet rules,
    IndexWatch watch,
    TimeProvider clock,
    ILogger<LatestRewrite> logger
)
{
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private DateTimeOffset _next;

    /// <summary>Asks for it, in the transaction of what changed.</summary>
    public static async Task WantAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        var row = await IndexWatch.RowAsync(context, cancellationToken);
        row.RewriteAfter = await context.Outbox.MaxAsync(one => (long?)one.Id, cancellationToken) ?? 0;
    }

    /// <summary>Asks for it where documents were judged by other rules than these.</summary>
    /// <param name="digest">Of the catalogue that this program judges by.</param>
    /// <param name="cancellationToken">Stops waiting for the registry.</param>
    public Task JudgeByAsync(string digest, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await IndexWatch.RowAsync(context, token);
                if (row.Rules == digest)
                    return false;
                await WantAsync(context, token);
                row.Rules = digest;
                return true;
            },
            cancellationToken
        );

    /// <summary>
    /// Writes anew what differs, once all that was on its way before is delivered: it would bring the former words back. Returns how many;
    /// null when there is nothing to do, or not yet, or the index did not take it: then it is done again from the beginning.
    /// </summary>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < _next || await DueAsync(cancellationToken) is not { } due)
            return null;
        try
        {
            return await RewriteAsync(due, cancellationToken);
        }
        catch (FindingIndexUnavailableException e)
        {
            _next = clock.GetUtcNow() + Pause;
            await watch.LostAsync(e, cancellationToken);
            return null;
        }
    }

    private async Task<int> RewriteAsync(long due, CancellationToken cancellationToken)
    {
        var (read, written) = (0, 0);
        var sites = new Dictionary<string, Establishment?>();
        var all = upkeep.ReadAsync(IndexLayer.Latest, cancellationToken);
        await foreach (var some in all.Chunk(Batch).WithCancellation(cancellationToken))
        {
            await LookUpAsync(sites, some, cancellationToken);
            var changed = some.Select(document => Anew(document, sites)).OfType<IndexDocument>().ToList();
            if (changed.Count > 0)
                await upkeep.RewriteAsync(changed, cancellationToken);
            read += some.Length;
            written += changed.Count;
        }
        await DoneAsync(due, cancellationToken);
        LogDone(written, read);
        return written;
    }

    private async Task<long?> DueAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var after = await context.IndexStates.Select(row => row.RewriteAfter).FirstOrDefaultAsync(cancellationToken);
        var open = await context.Outbox.AnyAsync(
            row => row.Id <= after && row.DeliveredAt == null && row.Error == null,
            cancellationToken
        );
        return open ? null : after;
    }

    private IndexDocument? Anew(IndexDocument document, Dictionary<string, Establishment?> sites)
    {
        using var json = JsonDocument.Parse(document.Json);
        if (ReadFinding.Of(json.RootElement) is not { } read || sites.GetValueOrDefault(read.Finess) is not { } site)
            return null;
        var anew = new FindingDocument(site, read.ScanId, read.Finding, rules.Judge(read.Finding)).ToJson();
        using var other = JsonDocument.Parse(anew);
        return JsonElement.DeepEquals(json.RootElement, other.RootElement) ? null : document with { Json = anew };
    }

    private async Task LookUpAsync(
        Dictionary<string, Establishment?> sites,
        IReadOnlyList<IndexDocument> documents,
        CancellationToken cancellationToken
    )
    {
        var named = documents.Select(document => FindingKey.Parse(document.Key)?.Finess).OfType<string>().Distinct();
        var wanted = named.Where(one => !sites.ContainsKey(one)).ToList();
        if (wanted.Count == 0)
            return;
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var found = await context
            .Establishments.AsNoTracking()
            .Where(row => wanted.Contains(row.Finess))
            .ToDictionaryAsync(row => row.Finess, cancellationToken);
        foreach (var finess in wanted)
            sites[finess] = found.GetValueOrDefault(finess);
    }

    /// <summary>Unless it was asked for once more meanwhile.</summary>
    private async Task DoneAsync(long due, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await context
            .IndexStates.Where(row => row.RewriteAfter == due)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.RewriteAfter, (long?)null), cancellationToken);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Written} of {Read} latest documents were written anew after a change of register or rules"
    )]
    private partial void LogDone(int written, int read);
}
