using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>What came back to one hello.</summary>
internal abstract record HelloAnswer
{
    private HelloAnswer() { }

    /// <summary>A ServerHello of what we offered, followed by a certificate or a key exchange, and no fatal alert before that.</summary>
    /// <param name="Hello">What the server chose.</param>
    /// <param name="Certificates">DER, as sent and in that order; empty in TLS 1.3, where they are encrypted, and for anonymous suites.</param>
    /// <param name="Stapled">A CertificateStatus with something in it came too.</param>
    /// <param name="DheBits">Size of the prime of a finite-field key exchange; null for any other.</param>
    public sealed record Accepted(ServerHello Hello, IReadOnlyList<byte[]> Certificates, int? DheBits, bool Stapled)
        : HelloAnswer;

    /// <summary>The server speaks TLS and said no, by the number of the alert.</summary>
    public sealed record Alerted(byte Description) : HelloAnswer
    {
        /// <summary>
        /// Only protocol_version denies a version; every other alert says that the offer did not fit, for whatever reason. SSL 3.0 has no such
        /// alert (RFC 6101 section 5.4): there handshake_failure is what a server can say, and OpenSSL does.
        /// </summary>
        public bool Denies(TlsVersion newest) =>
            Description == (byte)AlertDescription.ProtocolVersion
            || (newest == TlsVersion.Ssl3 && Description == (byte)AlertDescription.HandshakeFailure);

        /// <summary>Where the same version was accepted with other suites, this says no to the suites.</summary>
        public bool DeniesSuites =>
            Description is (byte)AlertDescription.HandshakeFailure or (byte)AlertDescription.InsufficientSecurity;
    }

    /// <summary>Records of TLS with something in them that cannot be: proves nothing.</summary>
    public sealed record Malformed(string Detail) : HelloAnswer;

    /// <summary>The first octets were no record of TLS; a server that greets first, for one.</summary>
    public sealed record NotTls(string Beginning) : HelloAnswer;

    public sealed record Silent(Silence Why, string Detail) : HelloAnswer;
}

/// <summary>What the server chose. The group is that of a TLS 1.3 key share, or the one that a HelloRetryRequest asks for.</summary>
internal sealed record ServerHello(
    TlsVersion Version,
    ushort Suite,
    ushort? Group,
    bool RenegotiationInfo,
    bool ExtendedMasterSecret
);
