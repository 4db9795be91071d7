using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// A certificate that a server showed. Its dates are read from the DER itself: the platform's go through the local time zone,
/// where an hour can be ambiguous and the year 9999 is cut.
/// </summary>
internal sealed class SeenCertificate : IDisposable
{
    private const string SubjectAltName = "2.5.29.17";
    private const string CertificatePolicies = "2.5.29.32";
    private const string SignedTimestamps = "1.3.6.1.4.1.11129.2.4.2";
    private const string TlsFeature = "1.3.6.1.5.5.7.1.24";

    private SeenCertificate(X509Certificate2 platform, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        Platform = platform;
        NotBefore = notBefore;
        NotAfter = notAfter;
        Names = SubjectNames.Read(Extension(SubjectAltName));
    }

    public X509Certificate2 Platform { get; }
    public DateTimeOffset NotBefore { get; }

    /// <summary>The last second of its life, inclusive (RFC 5280 section 4.1.2.5).</summary>
    public DateTimeOffset NotAfter { get; }

    public SubjectNames Names { get; }
    public string Subject => ForeignText.Of(Platform.Subject, 300);
    public string Issuer => ForeignText.Of(Platform.Issuer, 300);

    /// <summary>Issuer and subject are the same; whether it signed itself is another question.</summary>
    public bool IsSelfIssued => Platform.SubjectName.RawData.AsSpan().SequenceEqual(Platform.IssuerName.RawData);

    /// <summary>Carries what every public authority must put in: a reserved policy of the CA/Browser Forum, or signed timestamps of certificate logs.</summary>
    public bool HasPublicMarks =>
        Extension(SignedTimestamps) is not null
        || (Extension(CertificatePolicies) is { } policies && policies.AsSpan().IndexOf(ReservedPolicies) >= 0);

    public bool MustStaple => Extension(TlsFeature) is { } features && features.AsSpan().IndexOf(StatusRequest) >= 0;

    /// <summary>2.23.140.1, the arc of the reserved policies, as DER writes it.</summary>
    private static ReadOnlySpan<byte> ReservedPolicies => [0x67, 0x81, 0x0C, 0x01];

    /// <summary>INTEGER 5, status_request (RFC 7633).</summary>
    private static ReadOnlySpan<byte> StatusRequest => [0x02, 0x01, 0x05];

    /// <summary>Null when the octets are no certificate.</summary>
    public static SeenCertificate? Read(byte[] der)
    {
        try
        {
            var (notBefore, notAfter) = Validity(der);
            return new SeenCertificate(X509CertificateLoader.LoadCertificate(der), notBefore, notAfter);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    public bool IsPast(DateTimeOffset now) => now - NotAfter >= TimeSpan.FromSeconds(1);

    public bool IsAhead(DateTimeOffset now) => now < NotBefore;

    public void Dispose() => Platform.Dispose();

    private byte[]? Extension(string oid) =>
        Platform.Extensions.FirstOrDefault(extension => extension.Oid?.Value == oid)?.RawData;

    private static (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Validity(byte[] der)
    {
        var body = new AsnReader(der, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            body.ReadEncodedValue();
        }

        // serial number, signature, issuer stand before it (RFC 5280 section 4.1)
        for (var i = 0; i < 3; i++)
        {
            body.ReadEncodedValue();
        }

        var validity = body.ReadSequence();
        return (Time(validity), Time(validity));
    }

    private static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
            ? reader.ReadUtcTime(twoDigitYearMax: 2049)
            : reader.ReadGeneralizedTime();
}
