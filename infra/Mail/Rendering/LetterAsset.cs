using System.Globalization;
using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>An asset on one line: <c>www.ch-nord.example, 203.0.113.10:443</c>. A name of another script is shown as it reads and as it is.</summary>
internal static class LetterAsset
{
    private const int Longest = 300;

    /// <summary>A declared range in which nobody was seen.</summary>
    private const string Range = "range:";
    private static readonly IdnMapping Names = new();

    public static string Of(string key)
    {
        if (key.StartsWith(Range, StringComparison.Ordinal))
            return ScannedText.OneLine(key[Range.Length..], Longest);
        try
        {
            return ScannedText.OneLine(string.Join(", ", Parts(Asset.Parse(key))), Longest);
        }
        catch (FormatException)
        {
            return ScannedText.OneLine(key, Longest);
        }
    }

    private static string[] Parts(Asset asset) =>
        asset switch
        {
            Asset.Zone zone => [Name(zone.Name)],
            Asset.HostName host => [Name(host.Name)],
            Asset.Host host => [host.Address.ToString()],
            Asset.Service { Name: { } name } service => [Name(name), Port(service)],
            Asset.Service service => [Port(service)],
            Asset.Site { Name: { } name, Port: { } port } site => [Name(name), Port(site.Address, port)],
            Asset.Site { Name: { } name } site => [Name(name), site.Address.ToString()],
            Asset.Site { Port: { } port } site => [Port(site.Address, port)],
            Asset.Site site => [site.Address.ToString()],
            _ => [asset.Key],
        };

    private static string Port(Asset.Service service) =>
        Port(service.Address, service.Port) + (service.Transport == Transport.Udp ? "/udp" : "");

    private static string Port(IPAddress address, int port) => new IPEndPoint(address, port).ToString();

    /// <summary>Both forms, since letters of other scripts imitate ours.</summary>
    private static string Name(string name)
    {
        if (!name.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return name;
        try
        {
            return Names.GetUnicode(name) is var read && read != name ? $"{read} ({name})" : name;
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
