using System.Linq.Expressions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Puts letters into the outbox: an edition and all its letters at once, or nothing. What is planned twice is planned once; who became a reader
/// since gets the edition that the others got.
/// </summary>
public sealed class LetterOutbox(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IEditionComposer composer,
    MessageIds ids,
    TimeProvider clock
)
{
    /// <summary>Composes and plans the letters of a week about one scope, as far as that was not done.</summary>
    /// <returns>How many letters were planned; 0 where they had been, or there is nothing to write.</returns>
    public async Task<int> PlanAsync(Round round, ReportedWeek week, CancellationToken cancellationToken)
    {
        var kept = await FindAsync(round, week, cancellationToken);
        if (kept is not null && Missing(round.To, kept.Letters.Select(row => row.Recipient)).Count == 0)
            return 0;
        if ((kept ?? await composer.WeeklyAsync(round.Scope, week, cancellationToken)) is not { } edition)
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
        var (since, until) = (edition.ComposedAt - apart, edition.ComposedAt + apart);
        return KeepAsync(
            new Plan(edition, readers, opened),
            one => one.ComposedAt > since && one.ComposedAt < until,
            cancellationToken
        );
    }

    /// <summary>Keeps the edition with one letter for each reader. Where the like of it is there, only the letters that it lacks, and of a notice none.</summary>
    private async Task<int> KeepAsync(Plan plan, Expression<Func<Edition, bool>> isAlike, CancellationToken cancellationToken)
    {
        var messageIds = new Dictionary<Addressee, string>();
        foreach (var reader in plan.Readers)
            messageIds[reader] = await ids.OfAsync(plan.Edition, reader.Email, 0, cancellationToken);
        return await writes.RunAsync(
            async (context, token) =>
            {
                var edition = plan.Edition;
                var same = context.Editions.Where(row => row.Kind == edition.Kind && row.Scope == edition.Scope);
                var alike = await same.AsNoTracking().Include(row => row.Letters).FirstOrDefaultAsync(isAlike, token);
                if (alike is not null && edition.Kind == EditionKind.Urgent)
                    return 0;
                if (alike is null)
                    context.Editions.Add(edition);
                var readers = Missing(plan.Readers, alike?.Letters.Select(row => row.Recipient) ?? []);
                var restored = (await context.MailStates.AsNoTracking().SingleOrDefaultAsync(token))?.RestoredAt;
                context.Letters.AddRange(
                    readers.Select(reader => Row(plan, alike?.Id ?? edition.Id, reader, messageIds[reader], plan.Due < restored))
                );
                return readers.Count;
            },
            cancellationToken
        );
    }

    private async Task<Edition?> FindAsync(Round round, ReportedWeek week, CancellationToken cancellationToken)
    {
        var (scope, period) = (round.Scope.ToString(), week.ToString());
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context
            .Editions.AsNoTracking()
            .Include(row => row.Letters)
            .FirstOrDefaultAsync(row => row.Kind == round.Kind && row.Scope == scope && row.Period == period, cancellationToken);
    }

    private static List<Addressee> Missing(IReadOnlyList<Addressee> readers, IEnumerable<string> recipients)
    {
        var have = recipients.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. readers.Where(reader => !have.Contains(reader.Email))];
    }

    private Letter Row(Plan plan, Guid edition, Addressee reader, string messageId, bool isHeld)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            EditionId = edition,
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
