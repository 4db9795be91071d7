using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>What kind of week it was: it decides subject, title and first words. Of several that fit, the first counts.</summary>
internal enum TechnicalSituation
{
    /// <summary>Nothing may be asked there.</summary>
    NoMandate,

    /// <summary>We failed: said first, and nothing claimed.</summary>
    OurFault,

    /// <summary>No full scan yet, and nothing found without.</summary>
    Unmeasured,

    /// <summary>The first week with a score.</summary>
    FirstMeasure,

    /// <summary>Something presses.</summary>
    Actions,

    /// <summary>Something moved, nothing presses.</summary>
    News,

    /// <summary>Nothing moved, and all was verified.</summary>
    Quiet,

    /// <summary>Nothing moved where we looked; that is not quiet.</summary>
    Partial,
}

internal static class TechnicalSituations
{
    public static TechnicalSituation Of(TechnicalEdition edition) =>
        edition.Sites.All(site => !site.HasMandate) ? TechnicalSituation.NoMandate
        : edition.Fault is not null ? TechnicalSituation.OurFault
        : !HasScore(edition) && edition.Numbers.OpenTotal == 0 ? TechnicalSituation.Unmeasured
        : IsFirst(edition) ? TechnicalSituation.FirstMeasure
        : edition.First.Count > 0 ? TechnicalSituation.Actions
        : edition.Next.Count > 0 || edition.Numbers.New + edition.Numbers.Reopened > 0 ? TechnicalSituation.News
        : edition.Coverage is { IsComplete: true } ? TechnicalSituation.Quiet
        : TechnicalSituation.Partial;

    private static bool HasScore(TechnicalEdition edition) => edition.Sites.Any(site => site.Score is not null);

    private static bool IsFirst(TechnicalEdition edition) =>
        HasScore(edition) && edition.Sites.All(site => site.Score is null or { IsFirst: true });
}
