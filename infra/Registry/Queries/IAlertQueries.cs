namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads alerts for people. Never returns a row outside the scope, and never says that one exists.</summary>
public interface IAlertQueries
{
    Task<Page<AlertRow>> ListAsync(AccessScope scope, AlertFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One alert with its life, or null: the same for an id that does not exist and for one outside the scope.</summary>
    Task<AlertDetail?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellationToken);

    Task<int> CountAsync(AccessScope scope, AlertFilter filter, CancellationToken cancellationToken);
}
