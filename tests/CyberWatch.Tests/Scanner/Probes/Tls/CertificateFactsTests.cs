using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

/// <summary>Changes the time zone of the process, so it runs alone.</summary>
[CollectionDefinition(nameof(ZoneOfTheProcess), DisableParallelization = true)]
public sealed class ZoneOfTheProcess;

[Collection(nameof(ZoneOfTheProcess))]
public sealed class CertificateFactsTests : IDisposable
{
    private static readonly DateTimeOffset NotAfter = new(2026, 1, 5, 5, 40, 0, TimeSpan.Zero);
    private readonly string? _zone = Environment.GetEnvironmentVariable("TZ");

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Auckland")]
    public void Case_tls_expired_four_hours_ago_elsewhere_is_expired_everywhere(string zone)
    {
        In(zone);

        var expired = Facts(NotAfter.AddHours(4).AddMinutes(4));
        var ahead = Facts(NotAfter.AddHours(-2));

        Assert.Equal(true, expired["expired"]);
        Assert.Equal(-1d, expired["days_left"]);
        Assert.Equal(-4.07, expired["hours_left"]);
        Assert.Equal("2026-01-05T05:40:00Z", expired["not_after"]);
        Assert.Equal("2025-10-05T05:40:00Z", expired["not_before"]);
        Assert.Equal(false, ahead["expired"]);
        Assert.Equal(0d, ahead["days_left"]);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Auckland")]
    public void Year_9999_stays_what_was_written(string zone)
    {
        In(zone);

        var facts = Facts(NotAfter, new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero));

        Assert.Equal("9999-12-31T23:59:59Z", facts["not_after"]);
    }

    [Fact]
    public void The_second_of_notAfter_is_still_valid_and_the_next_is_not()
    {
        Assert.Equal(false, Facts(NotAfter)["expired"]);
        Assert.Equal(false, Facts(NotAfter.AddMilliseconds(999))["expired"]);
        Assert.Equal(true, Facts(NotAfter.AddSeconds(1))["expired"]);
    }

    [Fact]
    public void Octets_that_are_no_certificate_give_no_fact()
    {
        Dictionary<string, object?> facts = [];

        new CertificateFacts(new PathSearch(new TrustStore([], [])), NotAfter).Add(
            facts,
            [
                [0x30, 0x00],
            ],
            _ => true
        );

        Assert.Empty(facts);
    }

    [Fact]
    public void Mutated_certificates_never_throw()
    {
        using var made = MadeCertificates.SelfSigned(
            "CN=a.example",
            NotAfter.AddDays(-1),
            NotAfter,
            n => n.AddDnsName("a.example")
        );
        var whole = made.RawData;

        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Int[0, whole.Length - 1], CsCheck.Gen.Byte, CsCheck.Gen.Int[0, whole.Length]),
            (at, value, length) =>
            {
                byte[] octets = [.. whole];
                octets[at] = value;
                new CertificateFacts(new PathSearch(new TrustStore([], [])), NotAfter).Add([], [octets[..length]], _ => true);
            },
            iter: 2000
        );
    }

    [Fact]
    public void Weak_signature_and_small_key_are_named_by_their_subjects()
    {
        using var key = RSA.Create(1024);
        var root = MadeCertificates.Root("CN=Root", NotAfter.AddYears(-1), NotAfter.AddYears(1));
        var request = new CertificateRequest("CN=old.example", key, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
        using var rsaRoot = RSA.Create(2048);
        var issuer = new X500DistinguishedName("CN=RSA Root");
        using var leaf = request.Create(issuer, new Sha1(rsaRoot), NotAfter.AddDays(-9), NotAfter.AddDays(9), [1]);
        Dictionary<string, object?> facts = [];

        new CertificateFacts(new PathSearch(new TrustStore([root], [])), NotAfter).Add(facts, [leaf.RawData], _ => true);

        Assert.Equal(["CN=old.example"], (string[])facts["weak_signatures"]!);
        Assert.Equal(["CN=old.example"], (string[])facts["small_keys"]!);
        Assert.Equal(1024d, facts["key_bits"]);
    }

    public void Dispose() => In(_zone);

    private static void In(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }

    private static Dictionary<string, object?> Facts(DateTimeOffset now, DateTimeOffset? notAfter = null)
    {
        var notBefore = new DateTimeOffset(2025, 10, 5, 5, 40, 0, TimeSpan.Zero);
        using var made = MadeCertificates.SelfSigned("CN=www.hopital-nord.example", notBefore, notAfter ?? NotAfter);
        Dictionary<string, object?> facts = [];
        new CertificateFacts(new PathSearch(new TrustStore([], [])), now).Add(facts, [made.RawData], _ => true);
        return facts;
    }

    /// <summary>The platform makes no SHA-1 certificates any more.</summary>
    private sealed class Sha1(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
