using System.Globalization;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>The notice of critical alerts of one establishment: what is open still, the longest open first.</summary>
internal sealed class UrgentComposer(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    /// <summary>Null where none of them is open any more.</summary>
    public async Task<Edition?> ComposeAsync(string finess, IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var rows = await registry
            .Alerts.AsNoTracking()
            .Include(row => row.Events)
            .Include(row => row.Establishment)
            .Where(row => row.Finess == finess && alerts.Contains(row.Id) && row.State == AlertState.Open)
            .OrderBy(row => row.OpenedAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (rows is not [{ Establishment: { } site }, ..])
            return null;

        var now = clock.GetUtcNow();
        var edition = new UrgentEdition
        {
            Finess = finess,
            Name = site.Name,
            TimeZone = site.TimeZone,
            At = now,
            Alerts = [.. rows.Select(Line)],
        };
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = EditionKind.Urgent,
            Scope = new LetterScope.OfEstablishment(finess).ToString(),
            Period = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            ComposedAt = now,
            Content = EditionJson.Write(edition),
            Alerts = string.Join(' ', rows.Select(row => row.Id)),
        };
    }

    private static UrgentLine Line(Alert alert)
    {
        var trail = alert.Events.OrderBy(row => row.At).ThenBy(row => row.Id).ToList();
        return new()
        {
            Id = alert.Id,
            Title = new(alert.TitleFr, alert.TitleEn),
            Why = new(alert.WhyFr, alert.WhyEn),
            Fix = new(alert.FixFr, alert.FixEn),
            Asset = alert.AssetKey,
            Seen = Seen(alert, trail),
            Reopened = alert.Reopened > 0,
            Exploited = alert.ExploitedBy is not null,
            DueOn = alert.DueOn,
            Replay = alert.Replay.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            RequestId = alert.RequestId,
        };
    }

    /// <summary>The look that opened it last, and the one before it where a second one was asked for.</summary>
    private static IReadOnlyList<DateTimeOffset> Seen(Alert alert, List<AlertEvent> trail)
    {
        var opening = trail.FindLastIndex(row =>
            row.To == AlertState.Open && row.From is null or AlertState.Suspected or AlertState.Resolved
        );
        if (opening < 0)
            return [alert.OpenedAt ?? alert.FirstSeen];
        var first = trail.Take(opening).LastOrDefault();
        return first is { To: AlertState.Suspected } && trail[opening].From == AlertState.Suspected
            ? [first.At, trail[opening].At]
            : [trail[opening].At];
    }
}
