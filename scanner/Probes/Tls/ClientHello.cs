using System.Security.Cryptography;
using System.Text;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// One offer, made by hand since the platform no longer speaks the old versions (RFC 6101, 2246, 4346, 5246, 8446).
/// SSL 3.0 carries no extensions; no literal address is ever sent as a server name (RFC 6066 section 3).
/// </summary>
internal sealed record ClientHello(TlsVersion Newest, IReadOnlyList<ushort> Suites)
{
    /// <summary>TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 section 3.3), for the version without extensions.</summary>
    private const ushort RenegotiationSignal = 0x00FF;

    // full on purpose: a server whose certificate fits none of them answers handshake_failure, as if it did not speak the version
    private static readonly ushort[] SignatureAlgorithms =
    [
        .. (ushort[])[0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x081A, 0x081B, 0x081C, 0x0809, 0x080A, 0x080B],
        .. (ushort[])[0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0904, 0x0905, 0x0906],
        .. (ushort[])[0x0303, 0x0301, 0x0302, 0x0402, 0x0203, 0x0201, 0x0202],
    ];

    /// <summary>The host name to ask for; null where an address is asked.</summary>
    public string? Name { get; init; }

    /// <summary>What supported_versions lists; empty where only <see cref="Newest"/> is said, in the old way.</summary>
    public IReadOnlyList<TlsVersion> Listed { get; init; } = [];

    public IReadOnlyList<ushort> Groups { get; init; } =
    [NamedGroup.X25519, NamedGroup.P256, NamedGroup.P384, NamedGroup.P521, NamedGroup.X448];

    /// <summary>False: the key_share list stays empty, and the server must name its group in a HelloRetryRequest (RFC 8446 section 4.2.8).</summary>
    public bool SendsKeyShare { get; init; } = true;

    /// <summary>1.3 and 1.2 in one hello, as browsers send it.</summary>
    public static ClientHello Modern(string? name) =>
        new(TlsVersion.Tls13, [.. CipherSuites.Tls13, .. CipherSuites.Sound])
        {
            Name = name,
            Listed = [TlsVersion.Tls13, TlsVersion.Tls12],
        };

    /// <summary>At most <paramref name="newest"/>, which is 1.2 or older.</summary>
    public static ClientHello Old(TlsVersion newest, IReadOnlyList<ushort> suites, string? name) =>
        new(newest, suites) { Name = name };

    /// <summary>1.3 with nothing but the hybrid group; the share would make it large, so the server is left to ask for it.</summary>
    public static ClientHello PostQuantum(string? name) =>
        new(TlsVersion.Tls13, CipherSuites.Tls13)
        {
            Name = name,
            Listed = [TlsVersion.Tls13],
            Groups = [NamedGroup.X25519MLKEM768],
            SendsKeyShare = false,
        };

    /// <summary>The whole record as it goes on the wire.</summary>
    public byte[] Encode()
    {
        var message = OctetWriter.Written(writer => writer.Message(HandshakeType.ClientHello, WriteBody));
        var recordVersion = Newest == TlsVersion.Ssl3 ? TlsVersion.Ssl3 : TlsVersion.Tls10;
        return OctetWriter.Written(writer => writer.Record(ContentType.Handshake, recordVersion, message));
    }

    private void WriteBody(OctetWriter writer)
    {
        writer
            .U16(Math.Min((int)Newest, (int)TlsVersion.Tls12))
            .Octets(RandomNumberGenerator.GetBytes(32))
            .Vector8(Newest == TlsVersion.Tls13 ? RandomNumberGenerator.GetBytes(32) : [])
            .Vector16(list => list.U16(Newest == TlsVersion.Ssl3 ? [.. Suites, RenegotiationSignal] : Suites))
            .Vector8([0]);
        if (Newest != TlsVersion.Ssl3)
        {
            writer.Vector16(WriteExtensions);
        }
    }

    private void WriteExtensions(OctetWriter writer)
    {
        if (Name is not null)
        {
            writer.Extension(
                ExtensionType.ServerName,
                data => data.Vector16(list => list.U8(0).Vector16(Encoding.ASCII.GetBytes(Name)))
            );
        }

        // ocsp, no responder named, no extensions (RFC 6066 section 8)
        writer.Extension(ExtensionType.StatusRequest, data => data.U8(1).Vector16([]).Vector16([]));
        writer.Extension(ExtensionType.RenegotiationInfo, data => data.Vector8([]));
        writer.Extension(ExtensionType.ExtendedMasterSecret, _ => { });
        writer.Extension(ExtensionType.PointFormats, data => data.Vector8([0]));
        if (Newest >= TlsVersion.Tls12)
        {
            writer.Extension(ExtensionType.SignatureAlgorithms, data => data.Vector16(list => list.U16(SignatureAlgorithms)));
        }

        if (Listed.Count > 0)
        {
            var listed = OctetWriter.Written(list => list.U16(Listed.Select(version => (ushort)version)));
            writer.Extension(ExtensionType.SupportedVersions, data => data.Vector8(listed));
            writer.Extension(ExtensionType.KeyShare, data => data.Vector16(WriteKeyShare));
        }

        // last, since some old servers fall over an empty extension at the end
        writer.Extension(ExtensionType.SupportedGroups, data => data.Vector16(list => list.U16(Groups)));
    }

    private void WriteKeyShare(OctetWriter writer)
    {
        if (!SendsKeyShare)
        {
            return;
        }

        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        writer.U16(NamedGroup.P256).Vector16([4, .. point.X!, .. point.Y!]);
    }
}
