using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>
/// What a perimeter promises to look at, whatever discovery finds: each line counts once. A range of 256 addresses is one thing until
/// somebody is seen in it, for most of its addresses are nobody, and no silence could ever verify them. An exclusion inside the
/// perimeter counts as well: what we were asked not to look at is not what we have seen.
/// </summary>
internal static class DeclaredAssets
{
    private const string Range = "range:";

    public static IEnumerable<string> Of(Perimeter perimeter) =>
        perimeter.Lines.Select(line => KeyOf(line, perimeter)).OfType<string>();

    /// <summary>The prefix of a declared address or range; null for every other asset.</summary>
    public static IPNetwork? PrefixOf(string key) =>
        key.StartsWith(Range, StringComparison.Ordinal) ? IPNetwork.Parse(key[Range.Length..])
        : Asset.Parse(key) is Asset.Host host ? Prefixes.Single(host.Address)
        : null;

    private static string? KeyOf(PerimeterLine line, Perimeter perimeter) =>
        line switch
        {
            PerimeterLine.Domain domain => new Asset.Zone(domain.Name).Key,
            PerimeterLine.Range range => KeyOf(range.Prefix),
            PerimeterLine.ExcludedName name when perimeter.DomainOf(name.Name) is { } above => above.Name == name.Name
                ? null
                : new Asset.HostName(name.Name).Key,
            PerimeterLine.ExcludedRange range when perimeter.RangeOf(range.Prefix.BaseAddress) is not null => KeyOf(range.Prefix),
            _ => null,
        };

    private static string KeyOf(IPNetwork prefix) =>
        prefix.Equals(Prefixes.Single(prefix.BaseAddress)) ? new Asset.Host(prefix.BaseAddress).Key : $"{Range}{prefix}";
}
