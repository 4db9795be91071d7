namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Content types of the record layer (RFC 8446 section 5.1).</summary>
internal enum ContentType
{
    ChangeCipherSpec = 20,
    Alert = 21,
    Handshake = 22,
    ApplicationData = 23,
}

internal enum HandshakeType
{
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    Certificate = 11,
    ServerKeyExchange = 12,
    ServerHelloDone = 14,
    CertificateStatus = 22,
}

internal enum ExtensionType
{
    ServerName = 0,
    StatusRequest = 5,
    SupportedGroups = 10,
    PointFormats = 11,
    SignatureAlgorithms = 13,
    ExtendedMasterSecret = 23,
    SupportedVersions = 43,
    KeyShare = 51,
    RenegotiationInfo = 0xFF01,
}

/// <summary>The alerts whose meaning decides something (RFC 8446 section 6).</summary>
internal enum AlertDescription
{
    CloseNotify = 0,
    HandshakeFailure = 40,
    ProtocolVersion = 70,
    InsufficientSecurity = 71,
    UnrecognizedName = 112,
}

/// <summary>Named groups (IANA TLS Supported Groups).</summary>
internal static class NamedGroup
{
    public const ushort P256 = 23;
    public const ushort P384 = 24;
    public const ushort P521 = 25;
    public const ushort X25519 = 29;
    public const ushort X448 = 30;
    public const ushort X25519MLKEM768 = 0x11EC;
}
