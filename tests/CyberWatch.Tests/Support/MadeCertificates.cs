using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CyberWatch.Tests.Support;

/// <summary>Certificates made in a test, each with its private key.</summary>
internal static class MadeCertificates
{
    public static X509Certificate2 SelfSigned(
        string subject,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        Action<SubjectAlternativeNameBuilder>? names = null,
        ECCurve? curve = null
    )
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            subject,
            key,
            key.KeySize > 256 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256
        );
        AddNames(request, names);
        return Portable(request.CreateSelfSigned(notBefore, notAfter));
    }

    public static X509Certificate2 Root(string subject, DateTimeOffset notBefore, DateTimeOffset notAfter, ECDsa? key = null)
    {
        using var own = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        return Authority(subject, key ?? own!).CreateSelfSigned(notBefore, notAfter);
    }

    public static X509Certificate2 Intermediate(
        string subject,
        X509Certificate2 issuer,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        ECDsa? key = null
    )
    {
        using var own = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        return Signed(Authority(subject, key ?? own!), issuer, notBefore, notAfter).CopyWithPrivateKey(key ?? own!);
    }

    public static X509Certificate2 Leaf(
        string name,
        X509Certificate2 issuer,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        Action<CertificateRequest>? more = null
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        AddNames(request, names => names.AddDnsName(name));
        more?.Invoke(request);
        using var signed = Signed(request, issuer, notBefore, notAfter);
        return Portable(signed.CopyWithPrivateKey(key));
    }

    public static void AddNames(CertificateRequest request, Action<SubjectAlternativeNameBuilder>? names)
    {
        if (names is not null)
        {
            var builder = new SubjectAlternativeNameBuilder();
            names(builder);
            request.CertificateExtensions.Add(builder.Build());
        }
    }

    public static void Loopback(SubjectAlternativeNameBuilder names) => names.AddIpAddress(IPAddress.Loopback);

    private static CertificateRequest Authority(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static X509Certificate2 Signed(
        CertificateRequest request,
        X509Certificate2 issuer,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter
    )
    {
        var generator = X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        return request.Create(issuer.SubjectName, generator, notBefore, notAfter, RandomNumberGenerator.GetBytes(8));
    }

    /// <summary>A server cannot use a key that lives only in the object that made it.</summary>
    private static X509Certificate2 Portable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
}
