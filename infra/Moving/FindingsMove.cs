using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Moving;

/// <summary>
/// The findings of the file into the indices of a server, with the versions that they have. Everything that is sent twice is there once, so
/// a move that was killed begins again and changes nothing of what it had done.
/// </summary>
public sealed class FindingsMove(
    SqliteFindingIndex source,
    RegistryWrites writes,
    IOptions<FindingIndexOptions> options,
    IOptions<ElasticOptions> server,
    TimeProvider clock
)
{
    private const int Batch = 1_000;

    /// <summary>Null where an earlier run had done it.</summary>
    /// <param name="address">Of the server; key, password and trust are those of the section Findings:Elastic.</param>
    /// <param name="progress">How many documents were sent so far.</param>
    /// <param name="cancellationToken">Leaves the mark of a move that did not end.</param>
    /// <exception cref="InvalidDataException">The address cannot be one, or holds a password.</exception>
    /// <exception cref="IOException">Somebody works, or the server did not take everything; the message says what to do.</exception>
    public async Task<MovedFindings?> RunAsync(string address, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (options.Value.Provider == FindingIndexProvider.Elastic)
            throw new IOException("The findings are on a server already (Findings:Provider). Move them there with a snapshot.");
        server.Value.Addresses = [address];
        if (server.Value.Validate(new ValidationContext(server.Value)).FirstOrDefault() is { } fault)
            throw new InvalidDataException(fault.ErrorMessage);
        var mark = new SourceMark(writes, clock);
        if (await mark.FindAsync(MoveKind.Findings, address, cancellationToken) is { EndedAt: not null })
            return null;
        using var connection = new ElasticConnection(server);
        // whatever can be refused is refused before the mark, after which this folder serves nobody
        await ElasticReadiness.CheckServerAsync(connection, cancellationToken);
        await ElasticPrivileges.DemandUpkeepAsync(connection, cancellationToken);
        await new ElasticSetup(connection).RunAsync(cancellationToken);
        await mark.BeginAsync(MoveKind.Findings, address, cancellationToken);
        var moved = await SourceMark.UnlessUnfinishedAsync(() => CopyAsync(connection, progress, cancellationToken));
        await mark.EndAsync(MoveKind.Findings, cancellationToken);
        return moved;
    }

    private async Task<MovedFindings> CopyAsync(
        ElasticConnection connection,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var to = new ElasticFindingIndex(connection, clock);
        var upkeep = new ElasticUpkeep(connection, clock);
        var history = await SendHistoryAsync(to, progress, cancellationToken);
        var latest = await SendLatestAsync(upkeep, progress, cancellationToken);
        await to.RefreshAsync(cancellationToken);
        Check("latest", latest, await upkeep.CountAsync(IndexLayer.Latest, cancellationToken));
        Check("history", history, await upkeep.CountAsync(IndexLayer.History, cancellationToken));
        return new(latest, history);
    }

    private async Task<int> SendHistoryAsync(
        ElasticFindingIndex to,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var sent = 0;
        var documents = new SqliteUpkeep(source).ReadAsync(IndexLayer.History, cancellationToken);
        await foreach (var some in documents.Chunk(Batch).WithCancellation(cancellationToken))
        {
            Demand(await to.UpsertAsync(some, cancellationToken));
            progress?.Report(sent += some.Length);
        }

        return sent;
    }

    /// <summary>Sending history made a latest of all that it holds; what is latest is what the file says.</summary>
    private async Task<int> SendLatestAsync(ElasticUpkeep to, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var sent = 0;
        await using var draft = await to.BeginLatestAsync(cancellationToken);
        await IndexRebuild.ExpectAsync(writes, draft.Identity, cancellationToken);
        var documents = new SqliteUpkeep(source).ReadAsync(IndexLayer.Latest, cancellationToken);
        await foreach (var some in documents.Chunk(Batch).WithCancellation(cancellationToken))
        {
            await draft.WriteAsync(some, cancellationToken);
            progress?.Report(sent += some.Length);
        }

        await draft.SwapAsync(cancellationToken);
        return sent;
    }

    private static void Demand(IReadOnlyList<IndexOutcome> said)
    {
        said.DemandTaken();
        if (said.OfType<IndexOutcome.Refused>().FirstOrDefault() is { } refused)
        {
            throw new IOException($"The server refused a finding: {refused.Reason}. Nothing is lost here; mend it there.");
        }
    }

    private static void Check(string layer, int here, int there)
    {
        if (here != there)
        {
            throw new IOException(
                $"There are {here} documents of {layer} here and {there} there. Name a server, or a Findings:Elastic:Prefix, that holds no others."
            );
        }
    }
}

/// <param name="Latest">How many documents.</param>
/// <param name="History">As above.</param>
public sealed record MovedFindings(int Latest, int History);
