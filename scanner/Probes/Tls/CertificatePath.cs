using System.Security.Cryptography.X509Certificates;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>What came of the search for a path from a leaf to an accepted anchor. Any valid path is enough (RFC 4158); the leaf's own dates are left aside.</summary>
internal abstract record CertificatePath
{
    private CertificatePath() { }

    /// <param name="Links">Leaf first, without the anchor.</param>
    /// <param name="Anchor">Where it ends.</param>
    /// <param name="AsSent">The server sent all that is needed; false: an intermediate that we hold was used.</param>
    public sealed record Accepted(IReadOnlyList<X509Certificate2> Links, TrustAnchor Anchor, bool AsSent) : CertificatePath;

    /// <summary>
    /// The path by names reaches its end and is not valid. The end is an anchor, or, where that is null, a self-signed certificate that
    /// nobody trusts.
    /// </summary>
    public sealed record Refused(TrustAnchor? Anchor, IReadOnlyList<string> Problems) : CertificatePath;

    /// <summary>A certificate between is missing: the server did not send it and we do not hold it.</summary>
    public sealed record LinkMissing(string Issuer) : CertificatePath;
}
