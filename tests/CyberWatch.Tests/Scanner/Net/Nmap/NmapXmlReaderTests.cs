using System.Net;
using System.Text;
using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Nmap;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net.Nmap;

public class NmapXmlReaderTests
{
    private const string Whole = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nmaprun>
        <?xml-stylesheet href="file:///usr/bin/../share/nmap/nmap.xsl" type="text/xsl"?>
        <nmaprun scanner="nmap" version="7.93" xmloutputversion="1.05">
        <taskbegin task="SYN Stealth Scan" time="1"/>
        <taskprogress task="SYN Stealth Scan" time="1" percent="46.67" remaining="3" etc="4"/>
        <taskend task="SYN Stealth Scan" time="2" extrainfo="65535 total ports"/>
        <host><status state="up" reason="user-set"/><address addr="203.0.113.20" addrtype="ipv4"/><address addr="02:00:00:00:00:01" addrtype="mac"/>
        <ports><extraports state="closed" count="65533"/>
        <port protocol="tcp" portid="22"><state state="open" reason="syn-ack"/><service name="ssh" product="OpenSSH" version="9.2p1" extrainfo="protocol 2.0" ostype="Linux" method="probed" conf="10"><cpe>cpe:/a:openbsd:openssh:9.2p1</cpe><cpe>cpe:/o:linux:linux_kernel</cpe></service></port>
        <port protocol="tcp" portid="104"><state state="open" reason="syn-ack"/><service name="acr-nema" method="table" conf="3"/></port>
        </ports></host>
        <host><status state="up" reason="user-set"/><address addr="2001:db8::20" addrtype="ipv6"/><ports/></host>
        <runstats><finished exit="success"/><hosts up="2" down="0" total="2"/></runstats>
        </nmaprun>
        """;

    [Fact]
    public async Task Hosts_ports_services_and_progress_are_read()
    {
        var events = await Read(Whole);

        Assert.Equal(new NmapEvent.Progress("SYN Stealth Scan", 46.67), events[0]);
        var host = Assert.IsType<NmapEvent.Host>(events[1]);
        Assert.Equal(IPAddress.Parse("203.0.113.20"), host.Address);
        Assert.True(host is { Up: true, TimedOut: false });
        Assert.Equal([22, 104], host.Ports.Select(port => port.Port));
        Assert.True(host.Ports[0] is { Open: true, Transport: Transport.Tcp, Reason: "syn-ack" });
        Assert.True(host.Ports[0].Service is { Product: "OpenSSH", Version: "9.2p1", Extra: "protocol 2.0", Probed: true });
        Assert.Equal(["cpe:/a:openbsd:openssh:9.2p1", "cpe:/o:linux:linux_kernel"], host.Ports[0].Service!.Cpe);
        Assert.True(host.Ports[1].Service is { Name: "acr-nema", Probed: false, Cpe: [] });
        Assert.Empty(Assert.IsType<NmapEvent.Host>(events[2]).Ports);
        Assert.Equal(new NmapEvent.End(Complete: true, Error: null), events[^1]);
    }

    [Fact]
    public async Task Nmap_control_characters_in_service_name()
    {
        var events = await Read(Cases.Given("nmap-control-characters-in-service-name", "nmap_xml"));

        var hosts = events.OfType<NmapEvent.Host>().ToArray();
        Assert.Equal(["203.0.113.20", "203.0.113.21"], hosts.Select(host => host.Address.ToString()));
        Assert.True(hosts[0].Ports.Single() is { Port: 445, Open: true, Service: { Name: "7Qé", Product: "Samba smbd" } });
        Assert.True(hosts[1].Ports.Single() is { Port: 3389, Open: true });
        Assert.True(Assert.IsType<NmapEvent.End>(events[^1]).Complete);
    }

    [Theory]
    [InlineData("&#x1b;[31m")]
    [InlineData("&#0;&#1;&#x1F;&#x7f;&#x85;")]
    [InlineData("&#xFFFE;&#x202E;&#x2028;")]
    [InlineData("\u0001\u001b\u0008")]
    [InlineData("&#xD800;")]
    public async Task No_control_character_of_any_kind_comes_through(string odd)
    {
        var xml = Whole.Replace("OpenSSH", "Open" + odd + "SSH", StringComparison.Ordinal);

        var events = await Read(xml);

        Assert.DoesNotContain(
            events.OfType<NmapEvent.Host>().SelectMany(host => host.Ports).Select(port => port.Service!.Product ?? ""),
            product => product.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u202e' or '\u2028')
        );
        Assert.True(
            events.OfType<NmapEvent.Host>().Any(host => host.Ports is [{ Port: 22 }, { Port: 104 }])
                || events[^1] is NmapEvent.End { Complete: false }
        );
    }

    [Fact]
    public async Task Nmap_host_timed_out()
    {
        var events = await Read(Cases.Given("nmap-host-timed-out", "today_nmap_xml"));

        var host = Assert.Single(events.OfType<NmapEvent.Host>());
        Assert.True(host is { TimedOut: true, Up: true, Ports: [] });
    }

    [Fact]
    public async Task Nmap_host_timed_out_in_the_older_variant()
    {
        var today = Cases.Given("nmap-host-timed-out", "today_nmap_xml");
        var older = today
            .Replace(" timedout=\"true\"", "", StringComparison.Ordinal)
            .Replace("<host ", """<taskend task="Service scan" extrainfo="1 host timed out"/><host """, StringComparison.Ordinal);
        var next =
            """<taskbegin task="Connect Scan"/><host><address addr="203.0.113.51" addrtype="ipv4"/><ports/></host><runstats>""";

        var hosts = (await Read(older.Replace("<runstats>", next, StringComparison.Ordinal))).OfType<NmapEvent.Host>().ToArray();

        Assert.Equal([true, false], hosts.Select(host => host.TimedOut));
    }

    [Fact]
    public async Task Of_a_run_that_was_cut_off_only_closed_hosts_count()
    {
        var second = Whole.IndexOf("<host>", Whole.IndexOf("</host>", StringComparison.Ordinal), StringComparison.Ordinal);
        for (var length = second; length < Whole.IndexOf("</nmaprun>", StringComparison.Ordinal); length += 7)
        {
            var events = await Read(Whole[..length]);

            Assert.Contains(events, found => found is NmapEvent.Host { Ports.Count: 2 });
            Assert.False(Assert.IsType<NmapEvent.End>(events[^1]).Complete);
        }
    }

    [Fact]
    public async Task A_document_that_declares_entities_is_not_followed()
    {
        var xml = Whole.Replace(
            "<!DOCTYPE nmaprun>",
            """<!DOCTYPE nmaprun [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]>""",
            StringComparison.Ordinal
        );

        var events = await Read(xml.Replace("OpenSSH", "&a;&b;", StringComparison.Ordinal));

        Assert.DoesNotContain(
            events.OfType<NmapEvent.Host>().SelectMany(host => host.Ports),
            port => port.Service!.Product?.Contains("root", StringComparison.Ordinal) == true
        );
    }

    [Fact]
    public async Task An_error_of_nmap_makes_the_run_incomplete()
    {
        var events = await Read("""<nmaprun><runstats><finished exit="error" errormsg="no such device"/></runstats></nmaprun>""");

        Assert.Equal([new NmapEvent.End(Complete: false, "no such device")], events);
    }

    [Fact]
    public void Random_and_mutated_documents_never_throw_or_hang() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte.Array[0, 40], Gen.Int[0, 30])
            .Sample(
                (at, bytes, cut) =>
                {
                    var document = Encoding.UTF8.GetBytes(Whole);
                    byte[] mutated = [.. document[..at], .. bytes, .. document[Math.Min(document.Length, at + cut)..]];
                    var events = ReadAsync(new MemoryStream(mutated)).AsTask().GetAwaiter().GetResult();
                    return events is [.., NmapEvent.End];
                },
                iter: 2_000
            );

    private static ValueTask<List<NmapEvent>> Read(string xml) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(xml)));

    private static ValueTask<List<NmapEvent>> ReadAsync(Stream stream) => NmapXmlReader.ReadAsync(stream).ToListAsync();
}
