namespace CyberWatch.Rules.Model.Facts;

/// <summary>What the tls probe states about one port, asked for one name: the protocols, the weak offers, the certificate and its chain.</summary>
public static class TlsFacts
{
    public static readonly IReadOnlyList<FactDeclaration> All =
    [
        new(
            "handshake",
            FactKind.Flag,
            AssetKind.Service,
            "at least one handshake was answered with a ServerHello of what we offered"
        ),
        new("ssl3", FactKind.Flag, AssetKind.Service, "SSL 3.0 accepted by a handshake of our own client"),
        new("tls10", FactKind.Flag, AssetKind.Service, "TLS 1.0 accepted by a handshake of our own client"),
        new("tls11", FactKind.Flag, AssetKind.Service, "TLS 1.1 accepted by a handshake of our own client"),
        new("tls12", FactKind.Flag, AssetKind.Service, "TLS 1.2 accepted"),
        new("tls13", FactKind.Flag, AssetKind.Service, "TLS 1.3 accepted"),
        new(
            "weak_suites",
            FactKind.TextList,
            AssetKind.Service,
            "NULL, EXPORT, anonymous, RC4, DES and 3DES suites that were accepted"
        ),
        new("static_rsa", FactKind.Flag, AssetKind.Service, "a suite with static RSA key exchange is accepted"),
        new("forward_secrecy", FactKind.Flag, AssetKind.Service, "a suite with (EC)DHE key exchange is accepted"),
        new("dhe", FactKind.Flag, AssetKind.Service, "a finite-field DHE suite is accepted in TLS 1.2 or older"),
        new(
            "dhe_bits",
            FactKind.Number,
            AssetKind.Service,
            "the group of the DHE key exchange, in bits; null when no DHE is accepted"
        ),
        new("post_quantum", FactKind.Flag, AssetKind.Service, "X25519MLKEM768 is accepted"),
        new(
            "secure_renegotiation",
            FactKind.Flag,
            AssetKind.Service,
            "renegotiation_info answered (RFC 5746), or the server speaks TLS 1.3 only"
        ),
        new(
            "extended_master_secret",
            FactKind.Flag,
            AssetKind.Service,
            "extended_master_secret answered where TLS 1.2 is spoken (RFC 7627)"
        ),
        new("subject", FactKind.Text, AssetKind.Service, "subject of the leaf"),
        new("issuer", FactKind.Text, AssetKind.Service, "issuer of the leaf"),
        new("san", FactKind.TextList, AssetKind.Service, "subject alternative names, DNS: and IP: before each"),
        new("serial", FactKind.Text, AssetKind.Service, "serial number of the leaf, hex"),
        new("sha256", FactKind.Text, AssetKind.Service, "fingerprint of the leaf, hex"),
        new("not_before", FactKind.Text, AssetKind.Service, "UTC, ISO 8601"),
        new("not_after", FactKind.Text, AssetKind.Service, "UTC, ISO 8601"),
        new("expired", FactKind.Flag, AssetKind.Service, "notAfter is past (RFC 5280 section 4.1.2.5, inclusive)"),
        new("not_yet_valid", FactKind.Flag, AssetKind.Service, "notBefore is ahead"),
        new("days_left", FactKind.Number, AssetKind.Service, "whole days until notAfter, rounded down; negative when expired"),
        new("hours_left", FactKind.Number, AssetKind.Service, "hours until notAfter, rounded down to the hundredth"),
        new("life_days", FactKind.Number, AssetKind.Service, "days between notBefore and notAfter"),
        new("life_left", FactKind.Number, AssetKind.Service, "the share of its life that is left, 0 to 1"),
        new("asked_name", FactKind.Text, AssetKind.Service, "the name asked for (SNI); null when the address was asked as such"),
        new(
            "name_matches",
            FactKind.Flag,
            AssetKind.Service,
            "the name or the address asked is in the SAN (RFC 9525); never by the subject"
        ),
        new("self_signed", FactKind.Flag, AssetKind.Service, "issuer and subject are the same and the signature is its own"),
        new(
            "chain_trusted",
            FactKind.Flag,
            AssetKind.Service,
            "some path from the leaf leads to an accepted anchor, dates of the leaf left aside"
        ),
        new(
            "chain_complete",
            FactKind.Flag,
            AssetKind.Service,
            "the certificates as sent are enough for a path to an accepted anchor"
        ),
        new("chain_length", FactKind.Number, AssetKind.Service, "certificates as sent"),
        new("chain_problems", FactKind.TextList, AssetKind.Service, "why no path was accepted"),
        new(
            "sent_expired",
            FactKind.TextList,
            AssetKind.Service,
            "other certificates of the chain as sent that are past, needed or not"
        ),
        new(
            "issuer_known",
            FactKind.Text,
            AssetKind.Service,
            "public or private: what is known of the issuer of an untrusted chain; missing when unknown, null when the chain is trusted",
            ["public", "private"]
        ),
        new("trust_anchor", FactKind.Text, AssetKind.Service, "subject of the anchor of the path used; null when there is none"),
        new(
            "anchor_public",
            FactKind.Flag,
            AssetKind.Service,
            "the anchor is in the browsers' store, not one that the installation added; null when there is none"
        ),
        new("key_type", FactKind.Text, AssetKind.Service, "RSA, EC, Ed25519 or the bare OID"),
        new("key_bits", FactKind.Number, AssetKind.Service, "size of the key of the leaf"),
        new("signature", FactKind.Text, AssetKind.Service, "signature algorithm of the leaf"),
        new(
            "weak_signatures",
            FactKind.TextList,
            AssetKind.Service,
            "subjects of leaf or intermediates signed with SHA-1 or MD5"
        ),
        new(
            "small_keys",
            FactKind.TextList,
            AssetKind.Service,
            "subjects of leaf or intermediates with RSA keys under 2048 bits"
        ),
        new("must_staple", FactKind.Flag, AssetKind.Service, "the leaf asks for a stapled OCSP answer (RFC 7633)"),
        new(
            "stapled",
            FactKind.Flag,
            AssetKind.Service,
            "an OCSP answer came with the handshake; missing when it could not be read"
        ),
    ];
}
