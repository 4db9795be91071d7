using System.Linq.Expressions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Puts letters into the outbox: an edition and all its letters at once, or nothing. What is planned twice is planned once.</summary>
public sealed class LetterOutbox(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IEditionComposer composer,
    MessageIds ids,
    TimeProvider clock
)
{
    /// <summary>Composes and plans the letters of a week about one scope, unless that was done.</summary>
    /// <returns>How many letters were planned; 0 where they had been, or there is nothing to write.</returns>
    public async Task<int> PlanAsync(Round round, ReportedWeek week, CancellationToken cancellationToken)
    {
        if (await IsPlannedAsync(round, week, cancellationToken))
            return 0;
        if (await composer.WeeklyAsync(round.Scope, week, cancellationToken) is not { } edition)
            return 0;
        var plan = new Plan(edition, round.To, LetterTimes.DueOf(week, round.Zone))
        {
            Expires = LetterTimes.ExpiryFrom(clock.GetUtcNow(), round.Zone),
        };
        return await KeepAsync(plan, one => one.Period == edition.Period, cancellationToken);
    }

    /// <summary>Plans a notice, unless there was one of this scope in the time before it.</summary>
    internal Task<int> PlanUrgentAsync(
        Edition edition,
        IReadOnlyList<Addressee> readers,
        DateTimeOffset opened,
        TimeSpan apart,
        CancellationToken cancellationToken
    )
    {
        var since = edition.ComposedAt - apart;
        return KeepAsync(new Plan(edition, readers, opened), one => one.ComposedAt > since, cancellationToken);
    }

    /// <summary>Keeps the edition with one letter for each reader, unless the like of it is there.</summary>
    private async Task<int> KeepAsync(Plan plan, Expression<Func<Edition, bool>> isAlike, CancellationToken cancellationToken)
    {
        var messageIds = new List<string>();
        foreach (var reader in plan.Readers)
            messageIds.Add(await ids.OfAsync(plan.Edition, reader.Email, 0, cancellationToken));
        return await writes.RunAsync(
            async (context, token) =>
            {
                var edition = plan.Edition;
                var same = context.Editions.Where(row => row.Kind == edition.Kind && row.Scope == edition.Scope);
                if (await same.AnyAsync(isAlike, token))
                    return 0;
                var restored = (await context.MailStates.AsNoTracking().SingleOrDefaultAsync(token))?.RestoredAt;
                context.Editions.Add(edition);
                context.Letters.AddRange(
                    plan.Readers.Zip(messageIds, (reader, id) => Row(plan, reader, id, plan.Due < restored))
                );
                return plan.Readers.Count;
            },
            cancellationToken
        );
    }

    private async Task<bool> IsPlannedAsync(Round round, ReportedWeek week, CancellationToken cancellationToken)
    {
        var (scope, period) = (round.Scope.ToString(), week.ToString());
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context.Editions.AnyAsync(
            row => row.Kind == round.Kind && row.Scope == scope && row.Period == period,
            cancellationToken
        );
    }

    private Letter Row(Plan plan, Addressee reader, string messageId, bool isHeld)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            EditionId = plan.Edition.Id,
            Recipient = reader.Email,
            RecipientName = reader.Name,
            Language = reader.Language,
            Detail = reader.Detail,
            MessageId = messageId,
            State = isHeld ? LetterState.Held : LetterState.Planned,
            Error = isHeld ? LetterErrors.Restored : null,
            DueAt = now,
            ExpiresAt = plan.Expires,
        };
    }

    /// <summary>What is due before a backup was put back may have gone already.</summary>
    private sealed record Plan(Edition Edition, IReadOnlyList<Addressee> Readers, DateTimeOffset Due)
    {
        public DateTimeOffset? Expires { get; init; }
    }
}
