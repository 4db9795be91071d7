using System.Net;

namespace CyberWatch.Rules.Model;

/// <summary>What an asset consists of, and the probe that belongs to it.</summary>
public static class AssetParts
{
    /// <summary>The name that it is or is asked for; null where it has none.</summary>
    public static string? NameOf(this Asset asset) =>
        asset switch
        {
            Asset.Zone zone => zone.Name,
            Asset.HostName host => host.Name,
            Asset.Service service => service.Name,
            Asset.Site site => site.Name,
            _ => null,
        };

    /// <summary>The address at which it answers; null for what the name system alone knows.</summary>
    public static IPAddress? AddressOf(this Asset asset) =>
        asset switch
        {
            Asset.Host host => host.Address,
            Asset.Service service => service.Address,
            Asset.Site site => site.Address,
            _ => null,
        };

    /// <summary>The probe without which nothing is known of it; null for a host and a bare port, which are what the probes say that ask them.</summary>
    public static string? OwnProbe(this Asset asset) =>
        asset switch
        {
            Asset.Zone or Asset.HostName => "dns",
            Asset.Site => "http",
            Asset.Service { Name: not null } => "tls",
            _ => null,
        };
}
