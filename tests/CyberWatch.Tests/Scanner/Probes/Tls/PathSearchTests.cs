using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class PathSearchTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = Now.AddYears(-5);
    private static readonly DateTimeOffset Ahead = Now.AddYears(5);

    private readonly ECDsa _newKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _oldRoot = MadeCertificates.Root("CN=Lab Old Root", Before, Now.AddDays(-2));
    private readonly X509Certificate2 _newRoot;
    private readonly X509Certificate2 _cross;
    private readonly X509Certificate2 _issuing;

    public PathSearchTests()
    {
        _newRoot = MadeCertificates.Root("CN=Lab New Root", Before, Ahead, _newKey);
        _cross = MadeCertificates.Intermediate("CN=Lab New Root", _oldRoot, Before, Ahead, _newKey);
        _issuing = MadeCertificates.Intermediate("CN=Lab Issuing", _newRoot, Before, Ahead);
    }

    [Fact]
    public void Case_tls_cross_signed_by_an_expired_root_takes_the_path_that_is_valid()
    {
        var facts = Facts(new TrustStore([_newRoot, _oldRoot], []), Leaf(), _issuing, _cross);

        Assert.Equal(true, facts["chain_trusted"]);
        Assert.Equal(true, facts["chain_complete"]);
        Assert.Equal("CN=Lab New Root", facts["trust_anchor"]);
        Assert.Equal(true, facts["anchor_public"]);
        Assert.Empty((string[])facts["chain_problems"]!);
        Assert.Equal(3d, facts["chain_length"]);
    }

    [Fact]
    public void Case_tls_cross_signed_by_an_expired_root_with_the_old_root_alone_names_it()
    {
        var facts = Facts(new TrustStore([_oldRoot], []), Leaf(), _issuing, _cross);

        Assert.Equal(false, facts["chain_trusted"]);
        Assert.Null(facts["trust_anchor"]);
        Assert.Contains(
            (string[])facts["chain_problems"]!,
            problem => problem.Contains("Lab Old Root", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Expired_root_in_what_was_sent_is_noted_and_does_not_matter()
    {
        var facts = Facts(new TrustStore([_newRoot, _oldRoot], []), Leaf(), _issuing, _cross, _oldRoot);

        Assert.Equal(true, facts["chain_trusted"]);
        Assert.Equal(["CN=Lab Old Root"], (string[])facts["sent_expired"]!);
    }

    [Fact]
    public void Expired_leaf_still_has_its_path()
    {
        var facts = Facts(new TrustStore([_newRoot], []), Leaf(Now.AddDays(-1)), _issuing);

        Assert.Equal(true, facts["expired"]);
        Assert.Equal(true, facts["chain_trusted"]);
    }

    [Fact]
    public void Intermediate_that_is_not_sent_but_held_makes_the_chain_trusted_and_incomplete()
    {
        var facts = Facts(new TrustStore([_newRoot], [_issuing]), Leaf());

        Assert.Equal(true, facts["chain_trusted"]);
        Assert.Equal(false, facts["chain_complete"]);
    }

    [Fact]
    public void Root_from_the_configuration_is_an_anchor()
    {
        var facts = Facts(new TrustStore([], [_newRoot]), Leaf(), _issuing);

        Assert.Equal(true, facts["chain_trusted"]);
        Assert.Equal("CN=Lab New Root", facts["trust_anchor"]);
        Assert.Equal(false, facts["anchor_public"]);
    }

    [Fact]
    public void Public_looking_leaf_of_an_issuer_that_we_do_not_hold_is_not_called_untrusted()
    {
        var policies = new byte[] { 0x30, 0x0A, 0x30, 0x08, 0x06, 0x06, 0x67, 0x81, 0x0C, 0x01, 0x02, 0x01 };
        var leaf = Leaf(Ahead, new X509Extension("2.5.29.32", policies, critical: false));

        var facts = Facts(new TrustStore([_oldRoot], []), leaf);

        Assert.DoesNotContain("chain_trusted", facts.Keys);
        Assert.Equal(false, facts["chain_complete"]);
        Assert.DoesNotContain("issuer_known", facts.Keys);
    }

    [Fact]
    public void Private_leaf_without_its_issuer_is_untrusted()
    {
        var facts = Facts(new TrustStore([_oldRoot], []), Leaf());

        Assert.Equal(false, facts["chain_trusted"]);
        Assert.Null(facts["chain_complete"]);
        Assert.Equal("private", facts["issuer_known"]);
    }

    [Fact]
    public void Name_of_an_anchor_alone_makes_no_path()
    {
        var impostor = MadeCertificates.Root("CN=Lab New Root", Before, Ahead);
        var leaf = MadeCertificates.Leaf("www.hopital-nord.example", impostor, Before, Ahead);

        var facts = Facts(new TrustStore([_newRoot], []), leaf, impostor);

        Assert.Equal(false, facts["chain_trusted"]);
    }

    [Fact]
    public void Mozilla_store_of_this_machine_can_be_read()
    {
        var options = new TrustOptions();
        Assert.SkipUnless(File.Exists(options.RootBundle), "no certificate store here");

        var trust = TrustStore.Read(Microsoft.Extensions.Options.Options.Create(options));

        Assert.NotEmpty(trust.Named("CN=ISRG Root X1, O=Internet Security Research Group, C=US"));
    }

    private X509Certificate2 Leaf(DateTimeOffset? notAfter = null, X509Extension? more = null) =>
        MadeCertificates.Leaf(
            "www.hopital-nord.example",
            _issuing,
            Before,
            notAfter ?? Ahead.AddDays(-1),
            request =>
            {
                if (more is not null)
                {
                    request.CertificateExtensions.Add(more);
                }
            }
        );

    private static Dictionary<string, object?> Facts(TrustStore trust, params X509Certificate2[] sent)
    {
        Dictionary<string, object?> facts = [];
        new CertificateFacts(new PathSearch(trust), Now).Add(
            facts,
            [.. sent.Select(certificate => certificate.RawData)],
            _ => true
        );
        return facts;
    }
}
