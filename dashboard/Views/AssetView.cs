using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>How an asset is written for people: the name first, then where it is.</summary>
internal static class AssetView
{
    /// <summary>For instance <c>www.ch-nord.example · 203.0.113.10 · tcp/443</c>; a key that cannot be read is shown as it is.</summary>
    public static string Of(string key) => string.Join(" · ", Parts(key));

    public static IReadOnlyList<string> Parts(string key)
    {
        try
        {
            return [.. Parts(Asset.Parse(key)).Select(part => Scanned.Text(part))];
        }
        catch (FormatException)
        {
            return [Scanned.Text(key)];
        }
    }

    private static string[] Parts(Asset asset) =>
        asset switch
        {
            Asset.Zone zone => [zone.Name],
            Asset.HostName name => [name.Name],
            Asset.Host host => [host.Address.ToString()],
            Asset.Service { Name: { } name } service => [name, service.Address.ToString(), Port(service.Transport, service.Port)],
            Asset.Service service => [service.Address.ToString(), Port(service.Transport, service.Port)],
            Asset.Site { Name: { } name, Port: { } port } site => [name, site.Address.ToString(), Port(Transport.Tcp, port)],
            Asset.Site { Name: { } name } site => [name, site.Address.ToString(), "web"],
            Asset.Site site => [site.Address.ToString(), "web"],
            _ => [asset.Key],
        };

    private static string Port(Transport transport, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(transport == Transport.Tcp ? "tcp" : "udp")}/{port}");
}
