namespace CyberWatch.Scanner.Probes.Service;

/// <summary>One datagram for each of the few UDP services that matter, and what an answer to it shows. Pure: any bytes, never an exception.</summary>
internal sealed record UdpQuestion(int Port, byte[] Datagram, Func<ReadOnlyMemory<byte>, Recognised?> Read);

/// <inheritdoc cref="UdpQuestion"/>
internal static class UdpQuestions
{
    private const byte SnmpResponse = 0xA2;
    private const ushort Id = 0x4357;

    public static readonly IReadOnlyList<UdpQuestion> All =
    [
        // version.bind TXT CH, without recursion
        new(53, [Id >> 8, Id & 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7, .. "version"u8, 4, .. "bind"u8, 0, 0, 16, 0, 3], Dns),
        // read request of a file that is not there (RFC 1350)
        new(69, [0, 1, .. "cyberwatch-probe"u8, 0, .. "octet"u8, 0], Tftp),
        // version 4, client (RFC 5905)
        new(123, [0x23, .. new byte[39], 0x43, 0x57, 0, 0, 0, 0, 0, 1], Ntp),
        // SNMPv1 get of sysDescr.0, community public
        new(
            161,
            [
                0x30,
                0x29,
                2,
                1,
                0,
                4,
                6,
                .. "public"u8,
                0xA0,
                0x1C,
                2,
                4,
                0x43,
                0x57,
                0,
                1,
                2,
                1,
                0,
                2,
                1,
                0,
                0x30,
                0x0E,
                0x30,
                0x0C,
                6,
                8,
                0x2B,
                6,
                1,
                2,
                1,
                1,
                1,
                0,
                5,
                0,
            ],
            Snmp
        ),
        new(
            1900,
            [
                .. "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n"u8,
            ],
            Ssdp
        ),
    ];

    /// <summary>Known ports come without their transport: these numbers are known by an answer over UDP.</summary>
    public static bool OverUdpOnly(int port) => port is 69 or 123 or 161 or 1900;

    internal static Recognised? Dns(ReadOnlyMemory<byte> heard) =>
        heard.Length >= 12 && heard.Span[0] == Id >> 8 && heard.Span[1] == (Id & 0xFF) && (heard.Span[2] & 0x80) != 0
            ? new Recognised("domain")
            : null;

    // an error (5) or data (3)
    internal static Recognised? Tftp(ReadOnlyMemory<byte> heard) =>
        heard.Length >= 4 && heard.Span[0] == 0 && heard.Span[1] is 3 or 5 ? new Recognised("tftp") : null;

    // mode 4, and the time that we sent comes back as its origin
    internal static Recognised? Ntp(ReadOnlyMemory<byte> heard) =>
        heard.Length >= 48 && (heard.Span[0] & 7) == 4 && heard.Span[24] == 0x43 && heard.Span[25] == 0x57
            ? new Recognised("ntp") { Extra = $"version {(heard.Span[0] >> 3) & 7}" }
            : null;

    internal static Recognised? Ssdp(ReadOnlyMemory<byte> heard) =>
        heard.Span.StartsWith("HTTP/1.1 200"u8) ? new Recognised("upnp") : null;

    /// <summary>A response to our request number; its text is the description of the system.</summary>
    internal static Recognised? Snmp(ReadOnlyMemory<byte> heard)
    {
        var bytes = heard.Span;
        var request = bytes.IndexOf((ReadOnlySpan<byte>)[2, 4, 0x43, 0x57, 0, 1]);
        if (bytes is not [0x30, ..] || request < 2 || bytes[..request].IndexOf(SnmpResponse) < 0)
            return null;

        return new Recognised("snmp") { Extra = Description(bytes[request..]) }.With("snmp_public", true);
    }

    // behind the OID 1.3.6.1.2.1.1.1.0: an octet string with its length in one to three octets
    private static string? Description(ReadOnlySpan<byte> rest)
    {
        var oid = rest.IndexOf((ReadOnlySpan<byte>)[0x2B, 6, 1, 2, 1, 1, 1, 0]);
        if (oid < 0 || rest[(oid + 8)..] is not [4, var first, ..] value)
            return null;

        var (length, start) = first switch
        {
            < 0x80 => (first, 2),
            0x81 when value.Length > 2 => (value[2], 3),
            0x82 when value.Length > 3 => (value[2] << 8 | value[3], 4),
            _ => (0, 2),
        };
        return length == 0 || start > value.Length
            ? null
            : Lines.Text(value.Slice(start, Math.Min(length, value.Length - start)));
    }
}
