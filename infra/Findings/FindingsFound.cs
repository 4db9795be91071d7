using System.Text.Json;

namespace CyberWatch.Infra.Findings;

/// <summary>Everything of a query, of which the first is there: an index that does not answer was noticed before.</summary>
public sealed class FindingsFound : IAsyncDisposable
{
    private readonly IAsyncEnumerator<JsonElement> _documents;
    private readonly bool _any;

    private FindingsFound(IAsyncEnumerator<JsonElement> documents, bool any) => (_documents, _any) = (documents, any);

    /// <summary>To be read once.</summary>
    /// <exception cref="FindingIndexUnavailableException">The index was lost on the way.</exception>
    public async IAsyncEnumerable<JsonElement> ReadAsync()
    {
        if (!_any)
            yield break;
        do yield return _documents.Current;
        while (await _documents.MoveNextAsync());
    }

    public ValueTask DisposeAsync() => _documents.DisposeAsync();

    internal static async Task<FindingsFound> BeginAsync(IAsyncEnumerable<JsonElement> documents)
    {
        var begun = documents.GetAsyncEnumerator();
        try
        {
            return new(begun, await begun.MoveNextAsync());
        }
        catch (FindingIndexUnavailableException)
        {
            await begun.DisposeAsync();
            throw;
        }
    }
}
