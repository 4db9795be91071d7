namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Reads the body of a ServerHello (RFC 5246 section 7.4.1.3, RFC 8446 section 4.1.3) strictly: what was not offered is not accepted.</summary>
internal static class ServerHelloDecoder
{
    /// <summary>Null when it cannot be an answer to <paramref name="offer"/>.</summary>
    public static ServerHello? Decode(ReadOnlySpan<byte> body, ClientHello offer)
    {
        var reader = new OctetReader(body);
        var version = (TlsVersion)reader.U16();
        reader.Take(32);
        var session = reader.Vector8();
        var suite = reader.U16();
        var compression = reader.U8();
        var extensions = reader.AtEnd ? [] : reader.Vector16();
        if (!reader.Whole || session.Length > 32 || compression != 0 || version > TlsVersion.Tls12)
        {
            return null;
        }

        var hello = WithExtensions(new ServerHello(version, suite, null, false, false), extensions);
        return hello is not null && Fits(hello, offer) ? hello : null;
    }

    private static bool Fits(ServerHello hello, ClientHello offer) =>
        hello.Version is >= TlsVersion.Ssl3 and <= TlsVersion.Tls13
        && hello.Version <= offer.Newest
        && offer.Suites.Contains(hello.Suite)
        && CipherSuites.Tls13.Contains(hello.Suite) == (hello.Version == TlsVersion.Tls13)
        && (hello.Version != TlsVersion.Tls13 || (hello.Group is { } group && offer.Groups.Contains(group)));

    private static ServerHello? WithExtensions(ServerHello hello, ReadOnlySpan<byte> extensions)
    {
        var reader = new OctetReader(extensions);
        while (!reader.AtEnd)
        {
            var type = (ExtensionType)reader.U16();
            var data = new OctetReader(reader.Vector16());
            hello = type switch
            {
                ExtensionType.SupportedVersions => hello with { Version = (TlsVersion)data.U16() },
                // a share in a ServerHello, the bare group in a HelloRetryRequest: the group stands first in both
                ExtensionType.KeyShare => hello with { Group = data.U16() },
                ExtensionType.RenegotiationInfo => hello with { RenegotiationInfo = data.Vector8().IsEmpty },
                ExtensionType.ExtendedMasterSecret => hello with { ExtendedMasterSecret = true },
                _ => hello,
            };
            if (!data.Sound)
            {
                return null;
            }
        }

        return reader.Whole ? hello : null;
    }
}
