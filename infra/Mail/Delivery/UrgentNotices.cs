using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Plans the notices of critical alerts that are confirmed: at once, one an hour for each establishment, further ones joined at its end. An
/// alert is told once each time it opens; a suspected one, or one that a version alone shows, never.
/// </summary>
public sealed partial class UrgentNotices(
    IDbContextFactory<RegistryContext> registry,
    IEditionComposer composer,
    LetterOutbox outbox,
    TimeProvider clock,
    ILogger<UrgentNotices> logger
)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly HashSet<Guid> _toldOfNobody = [];

    /// <returns>How many letters were planned.</returns>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        var planned = 0;
        var waiting = await WaitingAsync(cancellationToken);
        var settled = waiting.GroupBy(alert => alert.Finess).Where(site => WaitingAlert.AreSettled(site, clock.GetUtcNow()));
        foreach (var site in settled)
            planned += await TryAsync(site.Key, [.. site], cancellationToken);
        return planned;
    }

    [SuppressMessage("Design", "CA1031", Justification = "One notice that breaks must not keep the others back.")]
    private async Task<int> TryAsync(string finess, IReadOnlyList<WaitingAlert> alerts, CancellationToken cancellationToken)
    {
        try
        {
            return await PlanAsync(finess, alerts, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(e, finess);
            return 0;
        }
    }

    private async Task<int> PlanAsync(string finess, IReadOnlyList<WaitingAlert> alerts, CancellationToken cancellationToken)
    {
        var readers = await ReadersAsync(finess, cancellationToken);
        if (readers.Count == 0)
        {
            var fresh = alerts.Where(alert => _toldOfNobody.Add(alert.Id)).ToList();
            if (fresh.Count > 0)
                LogNobody(finess, fresh.Count);
            return 0;
        }

        var ids = alerts.Select(alert => alert.Id).ToList();
        if (await composer.UrgentAsync(finess, ids, cancellationToken) is not { } edition)
            return 0;
        return await outbox.PlanUrgentAsync(edition, readers, alerts.Min(alert => alert.OpenedAt), Hour, cancellationToken);
    }

    /// <summary>Alerts of which nobody was told since they opened, where the hour of the last notice is over.</summary>
    private async Task<IReadOnlyList<WaitingAlert>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var open = await context
            .Alerts.Where(row =>
                row.State == AlertState.Open && row.Severity == Severity.Critical && row.Confidence == Confidence.Confirmed
            )
            .Select(row => new WaitingAlert(row.Id, row.Finess, row.OpenedAt ?? row.FirstSeen))
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
            return [];

        var since = open.Min(alert => alert.OpenedAt);
        var notices = await context
            .Editions.Where(row => row.Kind == EditionKind.Urgent && row.ComposedAt >= since)
            .Select(row => new
            {
                row.Scope,
                row.ComposedAt,
                row.Alerts,
            })
            .ToListAsync(cancellationToken);
        var told = notices
            .SelectMany(notice => AlertIds.Read(notice.Alerts), (notice, id) => (id, notice.ComposedAt))
            .ToLookup(it => it.id, it => it.ComposedAt);
        var now = clock.GetUtcNow();
        // what a clock wrote that was ahead keeps nothing back for longer than its hour
        var resting = notices
            .Where(notice => notice.ComposedAt > now - Hour && notice.ComposedAt < now + Hour)
            .Select(notice => notice.Scope)
            .ToHashSet();
        return
        [
            .. open.Where(alert =>
                !told[alert.Id].Any(at => at >= alert.OpenedAt)
                && !resting.Contains(new LetterScope.OfEstablishment(alert.Finess).ToString())
            ),
        ];
    }

    /// <summary>The establishment's own; where it has none, those of the legal entity that supports its group.</summary>
    private async Task<IReadOnlyList<Addressee>> ReadersAsync(string finess, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var told = await context.Contacts.AsNoTracking().Where(row => row.Finess == finess).ToListAsync(cancellationToken);
        var own = told.FindAll(row => row.Role == ContactRole.Rssi);
        if (own.Count > 0)
            return RoundMaker.Readers(own);

        var groups = context
            .GroupMembers.Where(member =>
                context.Groups.Any(group => group.Id == member.GroupId && group.Active)
                && context.Establishments.Any(site => site.Finess == finess && site.LegalEntity == member.LegalEntity)
            )
            .Select(member => member.GroupId);
        var supporting = context
            .GroupMembers.Where(member => member.Supports && groups.Contains(member.GroupId))
            .Select(member => member.LegalEntity);
        var theirs = await context
            .Contacts.AsNoTracking()
            .Where(row =>
                row.Role == ContactRole.Rssi
                && context.Establishments.Any(site => site.Finess == row.Finess && supporting.Contains(site.LegalEntity!))
            )
            .ToListAsync(cancellationToken);
        return RoundMaker.Discreet(RoundMaker.Readers(theirs), told);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Nobody is told of {Count} critical alerts of {Finess}: import a contact with the role rssi"
    )]
    private partial void LogNobody(string finess, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The notice about {Finess} could not be composed; it is tried again")]
    private partial void LogBroken(Exception exception, string finess);
}
