using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>The alerts that an edition counts, as its row keeps them.</summary>
internal static class AlertIds
{
    public static IReadOnlyList<Guid> Of(Edition edition) => Read(edition.Alerts);

    public static IReadOnlyList<Guid> Read(string ids) =>
        [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}
