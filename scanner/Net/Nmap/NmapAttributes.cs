using System.Globalization;
using System.Xml;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>The attributes of nmap's elements, which hold what strangers said: cleaned and bounded.</summary>
internal static class NmapAttributes
{
    public const int LongestText = 300;

    /// <summary>Null when it is neither TCP nor UDP, or has no number.</summary>
    public static ScannedPort? Port(XmlReader xml)
    {
        var known = int.TryParse(xml.GetAttribute("portid"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        Transport? transport = xml.GetAttribute("protocol") switch
        {
            "tcp" => Transport.Tcp,
            "udp" => Transport.Udp,
            _ => null,
        };
        return known && number is > 0 and < 65536 && transport is { } over ? new ScannedPort(number, over, "", "", null) : null;
    }

    public static ScannedService Service(XmlReader xml) =>
        new(
            Text(xml, "name") ?? "",
            Text(xml, "product"),
            Text(xml, "version"),
            Text(xml, "extrainfo"),
            Text(xml, "tunnel"),
            [],
            xml.GetAttribute("method") == "probed"
        );

    public static string? Text(XmlReader xml, string attribute) =>
        xml.GetAttribute(attribute) is { } value && ForeignText.Of(value, LongestText) is { Length: > 0 } clean ? clean : null;

    public static double Percent(XmlReader xml, string attribute) =>
        double.TryParse(xml.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 0, 100)
            : 0;
}
