using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Tests.Dashboard;

/// <summary>The port's own shape with rows kept in memory: it answers one scope and refuses any other.</summary>
internal sealed class AlertsGivenTo(AccessScope reader, params AlertRow[] rows) : IAlertQueries
{
    public Task<Page<AlertRow>> ListAsync(
        AccessScope scope,
        AlertFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        Assert.Equal(reader, scope);
        return Task.FromResult(new Page<AlertRow>([.. rows.Skip(page.Skip).Take(page.Take)], rows.Length));
    }

    public Task<AlertDetail?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellationToken) =>
        Task.FromResult<AlertDetail?>(null);

    public Task<int> CountAsync(AccessScope scope, AlertFilter filter, CancellationToken cancellationToken)
    {
        Assert.Equal(reader, scope);
        return Task.FromResult(rows.Length);
    }
}
