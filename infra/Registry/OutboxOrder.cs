using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// The number of an outbox row is the version of its document, so the later commit must have the greater number. PostgreSQL's sequence gives
/// numbers when rows are written and shows rows when they are committed: between the two, one writer at a time.
/// </summary>
internal sealed class OutboxOrder : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is RegistryContext { Database.CurrentTransaction: not null } context && AddsTo(context))
            await context.TakeTurnAsync(PostgresTurns.Outbox, cancellationToken);
        return result;
    }

    private static bool AddsTo(RegistryContext context) =>
        context.ChangeTracker.Entries<OutboxFinding>().Any(entry => entry.State == EntityState.Added);
}
