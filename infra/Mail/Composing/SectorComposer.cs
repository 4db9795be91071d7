using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>The letter of the whole sector.</summary>
internal sealed class SectorComposer(IDbContextFactory<RegistryContext> registries)
{
    private const int MandateNotice = 30;
    private const int CallsShown = 4;

    /// <summary>Null while nobody is followed.</summary>
    public async Task<Edition?> ComposeAsync(WeekSpan span, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var mandates = await SectorMandates.ReadAsync(registry, cancellationToken);
        if (mandates.Followed == 0)
            return null;
        var lines = await SectorLines.ReadAsync(registry, span, cancellationToken);
        var alerts = await SectorAlerts.ReadAsync(registry, span, cancellationToken);
        var register = await registry.RegisterImports.MaxAsync(row => (DateOnly?)row.DataDate, cancellationToken);
        var edition = new SectorEdition
        {
            Week = span.Week.ToString(),
            Today = span.Today,
            IsLate = span.IsLate,
            IsRunning = span.IsRunning,
            CallFirst = [.. alerts.Calls.Take(CallsShown)],
            ToCall = alerts.Calls.Count,
            Grades = lines.Grades(),
            Followed = mandates.Followed,
            Scored = lines.Scored,
            Median = lines.Median,
            MedianBefore = lines.MedianBefore,
            Numbers = alerts.Numbers,
            Coverage = lines.Coverage,
            Provisional = lines.Provisional,
            WithoutMandate = mandates.WithoutOn(span.LastDay),
            MandatesEnding = mandates.EndingUntil(span.LastDay, span.Today.AddDays(MandateNotice)),
            MandatesEndingBefore = span.Today.AddDays(MandateNotice),
            Failed = await FailedAsync(registry, lines, mandates, span, cancellationToken),
            RegisterOf = register,
        };
        return new()
        {
            Id = Guid.CreateVersion7(span.At),
            Kind = EditionKind.Sector,
            Scope = new LetterScope.OfSector().ToString(),
            Period = edition.Week,
            ComposedAt = span.At,
            Content = EditionJson.Write(edition),
            Alerts = string.Join(' ', alerts.Counted),
        };
    }

    /// <summary>Establishments that we owe a day, an answer or the whole measure.</summary>
    private static async Task<int> FailedAsync(
        RegistryContext registry,
        SectorLines lines,
        SectorMandates mandates,
        WeekSpan span,
        CancellationToken cancellationToken
    )
    {
        var scans = await ScanDays.OfWeekAsync(registry.Scans, span, cancellationToken);
        var first = await ScanDays.FirstAsync(registry.Scans, cancellationToken);
        var lost = first
            .Where(site => LostDays.Of(scans[site.Key], span.DayOf(site.Value), mandates.Of(site.Key), span).Count > 0)
            .Select(site => site.Key);
        var unmeasured = first
            .Where(site =>
                span.DayOf(site.Value) <= span.LastDay && mandates.CoverWeek(site.Key, span) && !lines.Measures(site.Key)
            )
            .Select(site => site.Key);
        return lost.Union(unmeasured).Union(lines.OurFault).Count();
    }
}
