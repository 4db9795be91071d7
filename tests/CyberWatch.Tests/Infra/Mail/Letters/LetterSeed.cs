using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Composing;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>A registry with a week of fictional alerts, and the composer over it. The letter's Monday morning is 23 November 2026.</summary>
internal sealed class LetterSeed : IDisposable
{
    public const string Finess = "990000143";
    public static readonly ReportedWeek Week = ReportedWeek.Parse("2026-W47")!;
    public static readonly DateTimeOffset MondayMorning = new(2026, 11, 23, 7, 30, 0, TimeSpan.FromHours(1));
    private readonly RegistryContext _registry;

    public LetterSeed()
    {
        _registry = Registry.CreateDbContext();
        Clock = new FakeTimeProvider(MondayMorning);
        var standings = new StandingQueries(Registry);
        var weeks = new WeekReader(Registry, standings, new MedianShelf(standings, Clock));
        Composer = new EditionComposer(Registry, weeks, new SectorComposer(Registry), new UrgentComposer(Registry, Clock), Clock);
    }

    public TemporaryData Registry { get; } = TemporaryData.WithRegistry();
    public FakeTimeProvider Clock { get; }
    public EditionComposer Composer { get; }

    /// <summary>A day of the reported week, Monday is 16.</summary>
    public static DateTimeOffset On(int day, int hour = 3) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(1));

    /// <summary>An establishment with a mandate, scanned each day since the first of the month.</summary>
    public LetterSeed Site(string finess = Finess, string? entity = null, string zone = "Europe/Paris", params int[] lostDays)
    {
        _registry.Establishments.Add(
            new Establishment
            {
                Finess = finess,
                Name = $"Site {finess}",
                LegalEntity = entity,
                InService = true,
                TimeZone = zone,
                Region = "Hauts-de-France",
            }
        );
        Mandate(finess, new(2026, 1, 1), new(2027, 6, 30));
        foreach (var day in Enumerable.Range(1, 22).Except(lostDays))
            Scan(finess, day, ScanState.Done);
        return this;
    }

    public LetterSeed Mandate(string finess, DateOnly from, DateOnly until)
    {
        _registry.Mandates.Add(
            new Mandate
            {
                Finess = finess,
                SignedBy = "la direction",
                SignedOn = from,
                ValidFrom = from,
                ValidUntil = until,
                Intrusive = false,
                Source = "mandats.csv:2",
            }
        );
        return this;
    }

    public LetterSeed Scan(string finess, int day, ScanState state, Remark? reason = null)
    {
        _registry.Scans.Add(
            new Scan
            {
                Id = Guid.CreateVersion7(),
                Finess = finess,
                Kind = ScanKind.Light,
                Slot = $"{finess}|light|2026-11-{day:00}",
                State = state,
                DueAt = On(day),
                StartedAt = state == ScanState.Due ? null : On(day),
                Reason = reason is null ? null : RemarkText.Format(reason),
            }
        );
        return this;
    }

    /// <summary>A line of the establishment's standing; without assets that are missing it is complete.</summary>
    public LetterSeed Standing(int day, IEnumerable<Alert>? alerts = null, string finess = Finess, params StandingGap[] gaps)
    {
        var score = Score.Of(
            (alerts ?? []).Select(row => new ScoredAlert(
                row.Id.ToString(),
                row.RuleId,
                row.State,
                row.Severity,
                row.Confidence,
                row.ExploitedBy is not null
            ))
        );
        var missing = gaps.Sum(gap => gap.Assets);
        _registry.Standings.Add(
            new StandingDay
            {
                Finess = finess,
                Day = new(2026, 11, day),
                At = On(day, 23),
                Assets = 40,
                Verified = 40 - missing,
                Gaps = System.Text.Json.JsonSerializer.Serialize(gaps, System.Text.Json.JsonSerializerOptions.Web),
                Score = score.Shown,
                Grade = score.Grade,
                Risk = score.Risk,
                Provisional = missing > 8,
                Alerts = StandingJson.Write(score),
            }
        );
        return this;
    }

    /// <summary>The steps of its life: when, to what, and why.</summary>
    public Alert Alert(
        string rule,
        Severity severity,
        IReadOnlyList<(DateTimeOffset At, AlertState To, string Why)> steps,
        Action<Alert>? more = null,
        string finess = Finess
    )
    {
        var last = steps[^1];
        var row = new Alert
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            RuleId = rule,
            AssetKey = $"tcp:203.0.113.{10 + _registry.Alerts.Local.Count}:443",
            Severity = severity,
            State = last.To,
            TitleFr = $"Titre de {rule}",
            TitleEn = $"Title of {rule}",
            WhyFr = "Parce que. C’est ainsi.",
            FixFr = "- Fermer le port.\n- Vérifier.",
            FixEn = "- Close the port.\n- Check.",
            FirstSeen = steps[0].At,
            LastSeen = last.At,
            OpenedAt = steps.LastOrDefault(step => step.To == AlertState.Open).At is { Year: > 1 } opened ? opened : null,
            ResolvedAt = last.To == AlertState.Resolved ? last.At : null,
        };
        AlertState? from = null;
        foreach (var (at, to, why) in steps)
        {
            row.Events.Add(
                new AlertEvent
                {
                    At = at,
                    Actor = "scan",
                    From = from,
                    To = to,
                    Why = why,
                }
            );
            from = to;
        }

        more?.Invoke(row);
        _registry.Alerts.Add(row);
        return row;
    }

    public Alert Open(string rule, Severity severity, DateTimeOffset at, Action<Alert>? more = null, string finess = Finess) =>
        Alert(rule, severity, [(at, AlertState.Open, "match")], more, finess);

    public LetterSeed Add(object row)
    {
        _registry.Add(row);
        return this;
    }

    public async Task<TechnicalEdition> ComposeAsync(string scope = $"finess:{Finess}") =>
        EditionJson.ReadTechnical((await EditionAsync(scope)).Content);

    public async Task<SectorEdition> SectorAsync() => EditionJson.ReadSector((await EditionAsync("sector")).Content);

    public async Task<Edition> EditionAsync(string scope) =>
        await FindAsync(scope) ?? throw new InvalidOperationException("nothing was composed");

    public async Task<Edition?> FindAsync(string scope)
    {
        await SaveAsync();
        return await Composer.WeeklyAsync(LetterScope.Parse(scope), Week, TestContext.Current.CancellationToken);
    }

    public async Task<Edition?> UrgentAsync(params IEnumerable<Guid> alerts)
    {
        await SaveAsync();
        return await Composer.UrgentAsync(Finess, [.. alerts], TestContext.Current.CancellationToken);
    }

    private async Task SaveAsync()
    {
        await _registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        await _registry.KeepCurrentAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _registry.Dispose();
        Registry.Dispose();
    }
}
