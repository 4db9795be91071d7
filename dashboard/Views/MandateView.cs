using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Views;

/// <summary>Which mandate counts on a day of the establishment's own calendar.</summary>
internal static class MandateView
{
    public static Mandate? Valid(IReadOnlyList<Mandate> mandates, DateOnly today) =>
        mandates
            .Where(mandate => mandate.ValidFrom <= today && today <= mandate.ValidUntil)
            .OrderByDescending(mandate => mandate.ValidUntil)
            .FirstOrDefault();
}
