using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Keys and signatures of certificates, by their object identifiers.</summary>
internal static class CertificateKeys
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string Ed25519 = "1.3.101.112";

    /// <summary>Names as the standards write them; whatever is not here stands as its identifier.</summary>
    private static readonly Dictionary<string, string> Signatures = new()
    {
        ["1.2.840.113549.1.1.2"] = "md2WithRSAEncryption",
        ["1.2.840.113549.1.1.4"] = "md5WithRSAEncryption",
        ["1.2.840.113549.1.1.5"] = "sha1WithRSAEncryption",
        ["1.3.14.3.2.29"] = "sha1WithRSAEncryption",
        ["1.2.840.10040.4.3"] = "dsa-with-sha1",
        ["1.2.840.10045.4.1"] = "ecdsa-with-SHA1",
        ["1.2.840.113549.1.1.10"] = "RSASSA-PSS",
        ["1.2.840.113549.1.1.11"] = "sha256WithRSAEncryption",
        ["1.2.840.113549.1.1.12"] = "sha384WithRSAEncryption",
        ["1.2.840.113549.1.1.13"] = "sha512WithRSAEncryption",
        ["1.2.840.10045.4.3.2"] = "ecdsa-with-SHA256",
        ["1.2.840.10045.4.3.3"] = "ecdsa-with-SHA384",
        ["1.2.840.10045.4.3.4"] = "ecdsa-with-SHA512",
        [Ed25519] = "Ed25519",
    };

    public static string SignatureName(X509Certificate2 certificate)
    {
        var oid = certificate.SignatureAlgorithm.Value ?? "";
        return Signatures.GetValueOrDefault(oid, oid);
    }

    public static bool HasWeakSignature(X509Certificate2 certificate)
    {
        var name = SignatureName(certificate);
        return name.StartsWith("md", StringComparison.Ordinal) || name.Contains("sha1", StringComparison.OrdinalIgnoreCase);
    }

    public static string KeyType(X509Certificate2 certificate) =>
        certificate.PublicKey.Oid.Value switch
        {
            Rsa => "RSA",
            EllipticCurve => "EC",
            Ed25519 => "Ed25519",
            var other => other ?? "",
        };

    /// <summary>Null where the platform cannot read the key.</summary>
    public static int? KeyBits(X509Certificate2 certificate)
    {
        try
        {
            using AsymmetricAlgorithm? key = certificate.PublicKey.Oid.Value switch
            {
                Rsa => certificate.GetRSAPublicKey(),
                EllipticCurve => certificate.GetECDsaPublicKey(),
                _ => null,
            };
            return key?.KeySize ?? (KeyType(certificate) == "Ed25519" ? 256 : null);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static bool IsSmall(X509Certificate2 certificate) => KeyType(certificate) == "RSA" && KeyBits(certificate) is < 2048;

    /// <summary>Its own key made its signature; null where the algorithm is not ours to check.</summary>
    public static bool? SignedItself(X509Certificate2 certificate)
    {
        try
        {
            var outer = new AsnReader(certificate.RawData, AsnEncodingRules.BER).ReadSequence();
            var signed = outer.ReadEncodedValue().Span;
            outer.ReadEncodedValue();
            return Verify(certificate, signed, outer.ReadBitString(out _));
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    private static bool? Verify(X509Certificate2 certificate, ReadOnlySpan<byte> signed, byte[] signature)
    {
        var name = SignatureName(certificate);
        var hash = name switch
        {
            _ when name.Contains("sha1", StringComparison.OrdinalIgnoreCase) => HashAlgorithmName.SHA1,
            _ when name.Contains("sha256", StringComparison.OrdinalIgnoreCase) => HashAlgorithmName.SHA256,
            _ when name.Contains("sha384", StringComparison.OrdinalIgnoreCase) => HashAlgorithmName.SHA384,
            _ when name.Contains("sha512", StringComparison.OrdinalIgnoreCase) => HashAlgorithmName.SHA512,
            _ when name.StartsWith("md5", StringComparison.Ordinal) => HashAlgorithmName.MD5,
            _ => default,
        };
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = certificate.GetECDsaPublicKey();
        return (hash.Name, rsa, ec) switch
        {
            (null, _, _) => null,
            (_, { } key, _) => key.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1),
            (_, _, { } key) => key.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence),
            _ => null,
        };
    }
}
