namespace CyberWatch.Infra.Registry;

/// <summary>
/// The clock that leases go by: the database server's, which is one for all workers whatever their own clocks show. SQLite has none, but its
/// workers share one machine, and so one clock.
/// </summary>
public sealed class RegistryClock(TimeProvider clock)
{
    public async ValueTask<DateTimeOffset> NowAsync(RegistryContext context, CancellationToken cancellationToken) =>
        await context.TimeAsync(cancellationToken) ?? clock.GetUtcNow();
}
