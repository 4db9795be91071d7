using System.Text;
using System.Text.Json;
using Elastic.Clients.Elasticsearch.Core.Search;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>A batch as requests of bounded size, a few at the same time; the next one is written only when one has been answered.</summary>
internal sealed class ElasticWriter(ElasticConnection connection, TimeProvider clock)
{
    private const int DeletionsAtOnce = 1_000;

    // two operation lines and the key, about
    private const int OctetsAround = 600;
    private readonly BulkSender _sender = new(connection, clock);

    public HistoryMonths Months { get; } = new(connection);

    /// <summary>One outcome for each document, in order.</summary>
    public async Task<IReadOnlyList<IndexOutcome>> WriteAsync(
        IReadOnlyList<IndexDocument> batch,
        BulkAim aim,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new IndexOutcome[batch.Count];
        await Parallel.ForEachAsync(
            Parts(batch),
            new ParallelOptions { MaxDegreeOfParallelism = connection.Options.InFlight, CancellationToken = cancellationToken },
            async (part, token) => await WriteAsync(batch, part, aim, outcomes, token)
        );
        return outcomes;
    }

    /// <summary>Deletes what was found. Returns how many.</summary>
    public async Task<int> DeleteAsync(IAsyncEnumerable<Hit<JsonElement>> hits, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var some in hits.Chunk(DeletionsAtOnce).WithCancellation(cancellationToken))
        {
            var writer = new BulkWriter(connection.Names);
            foreach (var hit in some)
                writer.Delete(hit.Index, hit.Id!);
            var said = await _sender.SendAsync(writer.Done(1), requireAlias: false, cancellationToken);
            ThrowWhenBlocked(said);
            if (said.FirstOrDefault(outcome => outcome is not OperationOutcome.Done) is { } left)
                throw new FindingIndexUnavailableException($"Not everything could be deleted: {left}. Run it again.");
            count += some.Length;
        }
        return count;
    }

    private IEnumerable<Range> Parts(IReadOnlyList<IndexDocument> batch)
    {
        var (begin, octets) = (0, 0L);
        for (var i = 0; i < batch.Count; i++)
        {
            // each document twice, and its words once more each time
            var size = 4L * Encoding.UTF8.GetByteCount(batch[i].Json) + OctetsAround;
            if (i > begin && (octets + size > connection.Options.BulkBytes || i - begin == connection.Options.BulkDocuments))
            {
                yield return begin..i;
                (begin, octets) = (i, 0);
            }
            octets += size;
        }
        if (begin < batch.Count)
            yield return begin..batch.Count;
    }

    private async Task WriteAsync(
        IReadOnlyList<IndexDocument> batch,
        Range part,
        BulkAim aim,
        IndexOutcome[] outcomes,
        CancellationToken cancellationToken
    )
    {
        var writer = new BulkWriter(connection.Names);
        var (places, months) = (new List<int>(), new HashSet<DateTime>());
        for (var i = part.Start.Value; i < part.End.Value; i++)
        {
            if (IndexedFinding.Read(batch[i], out var reason, withTerms: false) is not { } finding)
            {
                outcomes[i] = new IndexOutcome.Refused(reason);
                continue;
            }
            writer.Index(finding, aim);
            if (batch[i].Json.Length > 0)
                months.Add(finding.Month);
            places.Add(i);
        }
        if (places.Count == 0)
            return;

        var body = writer.Done(aim.OperationsEach);
        var said = aim is BulkAim.One { IsAlias: var alias }
            ? await SendAsync(body, alias, cancellationToken)
            : await SendAsync(body, months, cancellationToken);
        for (var i = 0; i < places.Count; i++)
            outcomes[places[i]] = Worse(said[i * aim.OperationsEach], said[((i + 1) * aim.OperationsEach) - 1]);
    }

    private async Task<IReadOnlyList<OperationOutcome>> SendAsync(
        BulkBody body,
        bool requireAlias,
        CancellationToken cancellationToken
    )
    {
        var said = await _sender.SendAsync(body, requireAlias, cancellationToken);
        ThrowWhenBlocked(said);
        return said;
    }

    private async Task<IReadOnlyList<OperationOutcome>> SendAsync(
        BulkBody body,
        IReadOnlySet<DateTime> months,
        CancellationToken cancellationToken
    )
    {
        await Months.EnsureAsync(months, cancellationToken);
        var said = await _sender.SendAsync(body, requireAlias: true, cancellationToken);
        if (said.Any(outcome => outcome is OperationOutcome.NoIndex))
        {
            // dropped since we looked
            Months.Forget();
            await Months.EnsureAsync(months, cancellationToken);
            said = await _sender.SendAsync(body, requireAlias: true, cancellationToken);
        }
        ThrowWhenBlocked(said);
        return said;
    }

    private void ThrowWhenBlocked(IReadOnlyList<OperationOutcome> said)
    {
        if (said.OfType<OperationOutcome.Blocked>().FirstOrDefault() is { } blocked)
            throw connection.Faults.Of(blocked.Status, blocked.Type, blocked.Reason);
        if (said.OfType<OperationOutcome.NoIndex>().FirstOrDefault() is { } missing)
            throw connection.Faults.Of(404, "index_not_found_exception", missing.Reason);
    }

    private static IndexOutcome Worse(OperationOutcome latest, OperationOutcome history) =>
        (latest, history) switch
        {
            (OperationOutcome.Refused one, _) => new IndexOutcome.Refused(one.Reason),
            (_, OperationOutcome.Refused one) => new IndexOutcome.Refused(one.Reason),
            (OperationOutcome.Busy one, _) => new IndexOutcome.Busy(one.Reason),
            (_, OperationOutcome.Busy one) => new IndexOutcome.Busy(one.Reason),
            _ => new IndexOutcome.Done(),
        };
}
