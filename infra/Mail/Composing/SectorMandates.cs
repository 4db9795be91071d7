using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>Whom we follow, and where a mandate allows it.</summary>
internal sealed class SectorMandates
{
    private readonly HashSet<string> _followed;
    private readonly ILookup<string, Mandate> _mandates;

    private SectorMandates(HashSet<string> followed, ILookup<string, Mandate> mandates) =>
        (_followed, _mandates) = (followed, mandates);

    public int Followed => _followed.Count;

    public static async Task<SectorMandates> ReadAsync(RegistryContext registry, CancellationToken cancellationToken)
    {
        var followed = await registry
            .Establishments.Where(row => row.InService)
            .Followed()
            .Select(row => row.Finess)
            .ToHashSetAsync(cancellationToken);
        var mandates = await registry.Mandates.AsNoTracking().ToListAsync(cancellationToken);
        return new(followed, mandates.ToLookup(row => row.Finess));
    }

    public IReadOnlyList<Mandate> Of(string finess) => [.. _mandates[finess]];

    /// <summary>On some day of it.</summary>
    public bool CoverWeek(string finess, WeekSpan span) =>
        _mandates[finess].Any(row => row.ValidFrom <= span.LastDay && row.ValidUntil >= span.Week.Monday);

    public int WithoutOn(DateOnly day) => _followed.Count(finess => !_mandates[finess].Any(row => IsValid(row, day)));

    /// <summary>Those that had a mandate on the last day of the week, which ends until that day or has ended since, and no later one follows.</summary>
    public int EndingUntil(DateOnly lastDay, DateOnly until) =>
        _followed.Count(finess =>
            _mandates[finess].Any(row => IsValid(row, lastDay)) && _mandates[finess].Max(row => row.ValidUntil) <= until
        );

    private static bool IsValid(Mandate mandate, DateOnly day) => mandate.ValidFrom <= day && day <= mandate.ValidUntil;
}
