using System.Globalization;
using System.Net;

namespace CyberWatch.Rules.Model;

/// <summary>One thing that answers. <see cref="Key"/> is its identity within one establishment and never changes.</summary>
public abstract record Asset
{
    private Asset() { }

    /// <summary>For instance <c>zone:ch-nord.example</c> or <c>tcp:203.0.113.10:443/www.ch-nord.example</c>; <see cref="Parse"/> reads it back.</summary>
    public abstract string Key { get; }

    public abstract AssetKind Kind { get; }

    /// <summary>A domain of the perimeter, lower case, A-labels, no final dot.</summary>
    public sealed record Zone(string Name) : Asset
    {
        public override string Key => $"zone:{Name}";
        public override AssetKind Kind => AssetKind.Zone;
    }

    /// <summary>A name in a zone of the perimeter, lower case, A-labels, no final dot.</summary>
    public sealed record HostName(string Name) : Asset
    {
        public override string Key => $"name:{Name}";
        public override AssetKind Kind => AssetKind.HostName;
    }

    /// <summary>An address whose ports are asked.</summary>
    public sealed record Host(IPAddress Address) : Asset
    {
        public override string Key => $"host:{Address}";
        public override AssetKind Kind => AssetKind.Host;
    }

    /// <summary>A port, and the name that it is asked for where the protocol carries one (TLS).</summary>
    public sealed record Service(IPAddress Address, Transport Transport, int Port, string? Name = null) : Asset
    {
        public override string Key =>
            string.Create(CultureInfo.InvariantCulture, $"{Words.Of(Transport)}:{new IPEndPoint(Address, Port)}")
            + (Name is null ? "" : $"/{Name}");

        public override AssetKind Kind => AssetKind.Service;
    }

    /// <summary>A web site: one name on one address, ports 80 and 443 together (or the other port that it lives on). Without a name: the address asked as such.</summary>
    public sealed record Site(IPAddress Address, string? Name, int? Port = null) : Asset
    {
        public override string Key =>
            $"site:{Name ?? ""}@{Address}" + (Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"#{port}") : "");

        public override AssetKind Kind => AssetKind.Site;
    }

    /// <summary>Reads a <see cref="Key"/> back.</summary>
    /// <exception cref="FormatException">The text is no key of an asset.</exception>
    public static Asset Parse(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? ("", key) : (key[..colon], key[(colon + 1)..]);
        return kind switch
        {
            "zone" => new Zone(rest),
            "name" => new HostName(rest),
            "host" => new Host(IPAddress.Parse(rest)),
            "tcp" => ServiceOf(Transport.Tcp, rest),
            "udp" => ServiceOf(Transport.Udp, rest),
            "site" => SiteOf(rest),
            _ => throw new FormatException(
                $"'{key}' is no key of an asset: it starts with none of zone, name, host, tcp, udp, site"
            ),
        };
    }

    private static Service ServiceOf(Transport transport, string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var where = IPEndPoint.Parse(slash < 0 ? rest : rest[..slash]);
        return new Service(where.Address, transport, where.Port, slash < 0 ? null : rest[(slash + 1)..]);
    }

    private static Site SiteOf(string rest)
    {
        var at = rest.LastIndexOf('@');
        var hash = rest.LastIndexOf('#');
        var address = IPAddress.Parse(hash < 0 ? rest[(at + 1)..] : rest[(at + 1)..hash]);
        int? port = hash < 0 ? null : int.Parse(rest[(hash + 1)..], CultureInfo.InvariantCulture);
        return new Site(address, at <= 0 ? null : rest[..at], port);
    }

    private static class Words
    {
        public static string Of(Transport transport) => transport == Transport.Tcp ? "tcp" : "udp";
    }
}

public enum Transport
{
    Tcp,
    Udp,
}

/// <summary>The kinds of <see cref="Asset"/>; a fact is declared for some of them.</summary>
[Flags]
public enum AssetKind
{
    None = 0,
    Zone = 1,
    HostName = 2,
    Host = 4,
    Service = 8,
    Site = 16,
}
