using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Every finding as a document (design §7): the latest of each establishment, asset and probe, and one per scan as history. Writing is
/// idempotent and knows no order: a document of an older version never replaces a newer one. It knows the whole sector and FINESS numbers;
/// what else a scope means, <see cref="ScopedFindingIndex"/> asks the registry, and by itself it shows nothing.
/// </summary>
public interface IFindingIndex
{
    /// <summary>Writes each document by itself: what one of them suffers touches no other. One outcome for each, in order.</summary>
    /// <exception cref="FindingIndexUnavailableException">The index as a whole took nothing.</exception>
    Task<IReadOnlyList<IndexOutcome>> UpsertAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken);

    /// <summary>The newest documents that the reader may see and that the query describes; only the latest of each asset and probe.</summary>
    Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Everything that the reader may see and that the query describes, as it stood when reading began, in no order and whatever its limit;
    /// only the latest of each asset and probe.
    /// </summary>
    IAsyncEnumerable<JsonElement> ReadAllAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken);

    /// <summary>How the found ones spread over fields and time; only the latest of each asset and probe.</summary>
    Task<FindingSummary> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>How many latest documents the reader may see.</summary>
    Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken);

    /// <summary>Forgets all of one establishment, history too; what is not there is no fault. Returns how many latest documents went.</summary>
    Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets the months of history (UTC, by the documents' own time) that had ended at this instant; the latest documents stay, however
    /// old. Returns how many documents went.
    /// </summary>
    Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Makes visible what was written until now; without it an index may take some seconds.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);

    /// <summary>Names this very index: another name than before means that what was delivered is not in it.</summary>
    /// <exception cref="FindingIndexUnavailableException">It does not say.</exception>
    Task<string> IdentityAsync(CancellationToken cancellationToken);

    /// <summary>Null when the index can be written to; otherwise why not, with the remedy.</summary>
    Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken);
}

/// <summary>A document on its way.</summary>
/// <param name="Version">The number of its outbox row.</param>
/// <param name="Key">Its identity in <c>latest</c>.</param>
/// <param name="Json">The document; empty: none, <paramref name="Leaves"/> is all.</param>
/// <param name="Leaves">It is for history alone, and what is latest of its key goes.</param>
public sealed record IndexDocument(long Version, string Key, string Json, bool Leaves = false)
{
    internal static IndexDocument Of(OutboxFinding row) => new(row.Id, row.DocumentKey, row.Document, row.Leaves);
}

/// <summary>What became of one document.</summary>
public abstract record IndexOutcome
{
    private IndexOutcome() { }

    /// <summary>It is there, or a newer one is.</summary>
    public sealed record Done : IndexOutcome;

    /// <summary>Not now: to be sent again later.</summary>
    public sealed record Busy(string Reason) : IndexOutcome;

    /// <summary>Never: the document itself is at fault.</summary>
    public sealed record Refused(string Reason) : IndexOutcome;
}

/// <summary>The index cannot be reached or written to at all; the outbox keeps what it has and tries again.</summary>
public sealed class FindingIndexUnavailableException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>It answers, and refuses to be written to.</summary>
    public bool Refuses { get; init; }

    public IndexTrouble Trouble { get; init; }

    public Remark.IndexUnusable Why => new(Trouble, Message);
}
