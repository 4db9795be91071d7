using System.Runtime.CompilerServices;
using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>An index that answers for each document as it was told, and remembers what was sent.</summary>
internal sealed class PlayedIndex : IFindingIndex
{
    private readonly Dictionary<string, IndexOutcome> _answers = [];

    public List<IReadOnlyList<string>> Sent { get; } = [];
    public bool IsDown { get; set; }
    public string Identity { get; set; } = "the first";
    public int Tries { get; private set; }
    public List<string> Forgotten { get; } = [];

    /// <summary>So many are found, and then the index is lost; null: nothing is found.</summary>
    public int? LostAfter { get; init; }

    /// <summary>What happens elsewhere between the reading of rows and their settlement.</summary>
    public Func<Task> WhileSending { get; set; } = () => Task.CompletedTask;

    public void Says(string key, IndexOutcome outcome) => _answers[key] = outcome;

    public async Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
        IReadOnlyList<IndexDocument> batch,
        CancellationToken cancellationToken
    )
    {
        Answer();
        Sent.Add([.. batch.Select(document => document.Key)]);
        await WhileSending();
        return [.. batch.Select(document => _answers.GetValueOrDefault(document.Key, new IndexOutcome.Done()))];
    }

    public Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(new FindingPage([], 0));

    public Task<FindingSummary> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    ) => Task.FromResult(new FindingSummary([], TimeHistogram.Empty));

    public Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken)
    {
        Forgotten.Add(finess);
        return Task.FromResult(0);
    }

    public async IAsyncEnumerable<JsonElement> ReadAllAsync(
        AccessScope scope,
        FindingQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        for (var number = 0; number < LostAfter; number++)
            yield return JsonSerializer.SerializeToElement(new { number });
        if (LostAfter is not null)
            throw new FindingIndexUnavailableException("down", new IOException());
    }

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> IdentityAsync(CancellationToken cancellationToken)
    {
        Answer();
        return Task.FromResult(Identity);
    }

    public Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Remark.IndexUnusable?>(null);

    public Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);

    private void Answer()
    {
        if (!IsDown)
            return;
        Tries++;
        throw new FindingIndexUnavailableException("down", new IOException());
    }
}
