namespace CyberWatch.Infra.Findings;

/// <summary>What keeps an index right over the years: all that it holds with versions, and a <c>latest</c> that is made anew.</summary>
public interface IIndexUpkeep
{
    /// <summary>Every document of one layer as it stood when reading began, in no order, with the version that it was written with.</summary>
    /// <exception cref="FindingIndexUnavailableException">It cannot be read.</exception>
    IAsyncEnumerable<IndexDocument> ReadAsync(IndexLayer layer, CancellationToken cancellationToken);

    /// <summary>
    /// Writes latest documents anew with the versions that they have, history not: what is newer by then, or gone, stays as it is.
    /// </summary>
    /// <exception cref="FindingIndexUnavailableException">Not all of them were taken.</exception>
    Task RewriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken);

    /// <summary>Begins a <c>latest</c> without documents beside the one that is read. Left without a swap it is gone again.</summary>
    /// <exception cref="FindingIndexUnavailableException">It cannot be made.</exception>
    Task<ILatestDraft> BeginLatestAsync(CancellationToken cancellationToken);
}

public enum IndexLayer
{
    /// <summary>One document of each establishment, asset and probe.</summary>
    Latest,

    /// <summary>One of each scan.</summary>
    History,
}

/// <summary>A <c>latest</c> that nobody reads yet.</summary>
public interface ILatestDraft : IAsyncDisposable
{
    /// <summary>What <see cref="IFindingIndex.IdentityAsync"/> says once it is swapped in.</summary>
    string Identity { get; }

    /// <summary>Puts documents into it, in any order: the newest version of a key stays.</summary>
    /// <exception cref="FindingIndexUnavailableException">Not all of them were taken.</exception>
    Task WriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken);

    /// <summary>Puts it in the place of the one before, for all readers and writers at once; that one is gone.</summary>
    Task SwapAsync(CancellationToken cancellationToken);
}
