using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Rules.Model;

/// <summary>
/// Addresses that are no public host: private, reserved, loopback, documentation, multicast, and those that carry another address inside them
/// (IANA special-purpose registries, RFC 6890). Nothing goes there unless the configuration allows the prefix; a documentation range
/// moreover only where no default route leads out of the lab.
/// </summary>
/// <param name="Allowed">Prefixes of <c>Scanner:AllowSpecialRanges</c>.</param>
/// <param name="DefaultRoute">This machine has a default route, by which a documentation address would leave it.</param>
public sealed record SpecialRanges(IReadOnlyList<IPNetwork> Allowed, bool DefaultRoute)
{
    /// <summary>The word of <see cref="WordOf(IPAddress)"/> for addresses that stand in examples and labs only.</summary>
    public const string Documentation = "documentation";

    private static readonly (IPNetwork Prefix, string Word)[] Known =
    [
        .. Each("this network", "0.0.0.0/8"),
        .. Each("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        .. Each("shared by carriers", "100.64.0.0/10"),
        .. Each("loopback", "127.0.0.0/8", "::1/128"),
        .. Each("link-local", "169.254.0.0/16", "fe80::/10"),
        .. Each(Documentation, "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
        .. Each("protocol assignments", "192.0.0.0/24", "2001::/23"),
        .. Each("anycast relays", "192.88.99.0/24"),
        .. Each("benchmarks", "198.18.0.0/15"),
        .. Each("multicast", "224.0.0.0/4", "ff00::/8"),
        .. Each("reserved", "240.0.0.0/4", "100::/64", "5f00::/16", "fec0::/10", "::/96"),
        .. Each("v4 mapped into v6", "::ffff:0:0/96"),
        .. Each("translated v4 (NAT64)", "64:ff9b::/96", "64:ff9b:1::/48"),
        .. Each("6to4", "2002::/16"),
        .. Each("unique local", "fc00::/7"),
    ];

    /// <summary>What kind of special address it is; null for a public one.</summary>
    public static string? WordOf(IPAddress address) => WordOf(Prefixes.Single(Plain(address)));

    /// <summary>The same of a prefix, which is special when any of its addresses is.</summary>
    public static string? WordOf(IPNetwork prefix) =>
        Array.Find(Known, known => Overlap(known.Prefix, prefix)) is { Word: { } word } ? word : null;

    /// <summary>Why nothing may go there, as a sentence without its final dot; null when it may.</summary>
    public string? Refuse(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 }
            ? $"{address} holds only on one link"
            : Refuse(Prefixes.Single(Plain(address)), address.ToString());

    public string? Refuse(IPNetwork prefix) => Refuse(prefix, prefix.ToString());

    private string? Refuse(IPNetwork prefix, string shown)
    {
        if (WordOf(prefix) is not { } word)
            return null;

        if (!Allowed.Any(allowed => allowed.Holds(prefix)))
            return $"{shown} is {word}, and Scanner:AllowSpecialRanges does not hold it";

        return word == Documentation && DefaultRoute
            ? $"{shown} is {word}, and this machine has a default route by which it would leave: scan from a network without one"
            : null;
    }

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Holds(other) || other.Holds(one);

    private static IPAddress Plain(IPAddress address) => new(address.GetAddressBytes());

    private static IEnumerable<(IPNetwork, string)> Each(string word, params string[] prefixes) =>
        prefixes.Select(prefix => (IPNetwork.Parse(prefix), word));
}
