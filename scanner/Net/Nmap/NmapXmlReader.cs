using System.Net;
using System.Text;
using System.Xml;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>
/// Reads nmap's XML as a stream, leniently: services put control characters into it (nmap issue 2657), and a killed nmap cuts it off.
/// The document type is ignored and nothing is fetched.
/// </summary>
internal sealed class NmapXmlReader
{
    private const int MostCpe = 10;
    private readonly List<ScannedPort> _ports = [];
    private readonly List<string> _cpe = [];
    private IPAddress? _address;
    private bool _up;
    private bool _timedOut;

    /// <summary>An older nmap tells it only when a task ends, for the group of hosts that come next.</summary>
    private bool _groupTimedOut;
    private bool _hostSinceTimeOut;
    private ScannedPort? _port;
    private ScannedService? _service;
    private bool _success;
    private string? _error;

    private NmapXmlReader() { }

    /// <summary>All events, the last one <see cref="NmapEvent.End"/>, whatever the stream holds.</summary>
    public static async IAsyncEnumerable<NmapEvent> ReadAsync(Stream stream)
    {
        // by a text reader, which replaces octets that are no UTF-8, where the XML reader would stop at them
        using var text = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        using var xml = XmlReader.Create(text, Lenient());
        var reader = new NmapXmlReader();
        var more = true;
        while (more)
        {
            (more, var found) = await reader.StepAsync(xml);
            if (found is not null)
                yield return found;
        }
    }

    private static XmlReaderSettings Lenient() =>
        new()
        {
            Async = true,
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            CheckCharacters = false,
            IgnoreComments = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = 1L << 32,
        };

    private async Task<(bool More, NmapEvent? Found)> StepAsync(XmlReader xml)
    {
        try
        {
            if (await xml.ReadAsync())
                return (true, Take(xml));

            return (false, new NmapEvent.End(_success, _error));
        }
        catch (XmlException e)
        {
            // cut off or spoilt: what was closed before has been handed over
            return (false, new NmapEvent.End(Complete: false, _error ?? e.Message));
        }
    }

    private NmapEvent? Take(XmlReader xml)
    {
        if (xml.NodeType == XmlNodeType.EndElement)
            return Close(xml.Name);

        // the only text that stands between tags is that of <cpe>
        if (xml.NodeType == XmlNodeType.Text && _service is not null && _cpe.Count < MostCpe)
            _cpe.Add(ForeignText.Of(xml.Value, NmapAttributes.LongestText));

        if (xml.NodeType != XmlNodeType.Element)
            return null;

        var empty = xml.IsEmptyElement;
        return Open(xml) is { } progress ? progress
            : empty ? Close(xml.Name)
            : null;
    }

    private NmapEvent.Progress? Open(XmlReader xml)
    {
        switch (xml.Name)
        {
            case "taskprogress":
                return new NmapEvent.Progress(NmapAttributes.Text(xml, "task") ?? "", NmapAttributes.Percent(xml, "percent"));
            case "taskbegin" when _hostSinceTimeOut:
                (_groupTimedOut, _hostSinceTimeOut) = (false, false);
                break;
            case "taskend" when NmapAttributes.Text(xml, "extrainfo")?.Contains("timed out", StringComparison.Ordinal) == true:
                (_groupTimedOut, _hostSinceTimeOut) = (true, false);
                break;
            case "finished":
                _success = xml.GetAttribute("exit") == "success";
                _error = NmapAttributes.Text(xml, "errormsg");
                break;
            default:
                OpenInHost(xml);
                break;
        }

        return null;
    }

    private void OpenInHost(XmlReader xml)
    {
        switch (xml.Name)
        {
            case "host":
                (_address, _up, _port) = (null, false, null);
                _timedOut = xml.GetAttribute("timedout") == "true";
                _ports.Clear();
                break;
            case "status":
                _up = xml.GetAttribute("state") == "up";
                break;
            case "address" when xml.GetAttribute("addrtype") is "ipv4" or "ipv6":
                _address = IPAddress.TryParse(xml.GetAttribute("addr"), out var address) ? address : null;
                break;
            case "port":
                OpenPort(xml);
                break;
            case "state" when _port is not null:
                _port = _port with
                {
                    State = NmapAttributes.Text(xml, "state") ?? "",
                    Reason = NmapAttributes.Text(xml, "reason") ?? "",
                };
                break;
            case "service" when _port is not null:
                _service = NmapAttributes.Service(xml);
                break;
        }
    }

    private void OpenPort(XmlReader xml)
    {
        _cpe.Clear();
        _service = null;
        _port = NmapAttributes.Port(xml);
    }

    private NmapEvent.Host? Close(string element)
    {
        if (element == "port" && _port is { } port)
        {
            _ports.Add(port with { Service = _service is { } service ? service with { Cpe = [.. _cpe] } : null });
            _port = null;
        }

        if (element != "host" || _address is not { } address)
            return null;

        _address = null;
        _hostSinceTimeOut = true;
        return new NmapEvent.Host(address, _up, _timedOut || _groupTimedOut, [.. _ports]);
    }
}
