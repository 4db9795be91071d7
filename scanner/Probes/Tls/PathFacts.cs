namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// What may be said of trust. A public authority that our bundle does not hold could still be trusted by way of a certificate that we do not
/// have: then <c>chain_trusted</c> is left out. A certificate without the marks of a public authority is nobody's but private.
/// </summary>
internal static class PathFacts
{
    public static void Add(Dictionary<string, object?> facts, CertificatePath path, SeenCertificate leaf)
    {
        facts["trust_anchor"] = null;
        facts["chain_problems"] = Problems(path);
        facts["anchor_public"] = null;
        PutIssuer(facts, path, leaf);
        switch (path)
        {
            case CertificatePath.Accepted accepted:
                facts["chain_trusted"] = true;
                facts["chain_complete"] = accepted.AsSent;
                facts["anchor_public"] = accepted.Anchor.IsPublic;
                facts["trust_anchor"] = ForeignText.Of(accepted.Anchor.Certificate.Subject, 300);
                break;
            case CertificatePath.Refused { Anchor: not null }:
                facts["chain_trusted"] = false;
                facts["chain_complete"] = true;
                break;
            case var _ when !leaf.HasPublicMarks:
                facts["chain_trusted"] = false;
                facts["chain_complete"] = null;
                break;
            case CertificatePath.LinkMissing:
                facts["chain_complete"] = false;
                break;
        }
    }

    private static string[] Problems(CertificatePath path) =>
        path switch
        {
            CertificatePath.Refused refused => [.. refused.Problems],
            CertificatePath.LinkMissing missing => [$"{missing.Issuer}: not sent and not known"],
            _ => [],
        };

    private static void PutIssuer(Dictionary<string, object?> facts, CertificatePath path, SeenCertificate leaf)
    {
        if (path is CertificatePath.Accepted)
            facts["issuer_known"] = null;
        else if (path is CertificatePath.Refused { Anchor: { } anchor })
            facts["issuer_known"] = anchor.IsPublic ? "public" : "private";
        else if (!leaf.HasPublicMarks)
            facts["issuer_known"] = "private";
    }
}
