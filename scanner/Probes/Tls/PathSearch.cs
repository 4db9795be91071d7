using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// Looks for a path to each anchor that could end it, one anchor at a time, so that an expired or crossed one beside a good one does not
/// matter. Nothing is downloaded: no AIA, no CRL, no OCSP.
/// </summary>
internal sealed class PathSearch(TrustStore trust)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Our own check of the dates replaces the platform's, which goes through local time; signatures have facts of their own.</summary>
    private const X509ChainStatusFlags JudgedElsewhere =
        X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.HasWeakSignature | X509ChainStatusFlags.NotTimeNested;

    public CertificatePath Find(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> sent, DateTimeOffset now)
    {
        List<string> problems = [];
        if (Try(leaf, sent, now, problems) is { } path)
        {
            return new CertificatePath.Accepted(path.Links, path.Anchor, AsSent: true);
        }

        X509Certificate2[] held = [.. sent, .. trust.Intermediates];
        if (trust.Intermediates.Count > 0 && Try(leaf, held, now, []) is { } repaired)
        {
            return new CertificatePath.Accepted(repaired.Links, repaired.Anchor, AsSent: false);
        }

        return EndByName(leaf, sent, problems);
    }

    private (X509Certificate2[] Links, TrustAnchor Anchor)? Try(
        X509Certificate2 leaf,
        IReadOnlyList<X509Certificate2> others,
        DateTimeOffset now,
        List<string> problems
    )
    {
        var issuers = others.Select(other => other.Issuer).Prepend(leaf.Issuer).Distinct();
        foreach (var anchor in issuers.SelectMany(trust.Named))
        {
            if (Links(leaf, others, anchor.Certificate, now, problems) is { } links)
            {
                return (links, anchor);
            }
        }

        return null;
    }

    private static X509Certificate2[]? Links(
        X509Certificate2 leaf,
        IReadOnlyList<X509Certificate2> others,
        X509Certificate2 anchor,
        DateTimeOffset now,
        List<string> problems
    )
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(anchor);
        chain.ChainPolicy.ExtraStore.AddRange(others.ToArray());
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.Build(leaf);

        var faults = Faults(chain, now).ToArray();
        problems.AddRange(faults.Except(problems));
        return faults.Length > 0
            ? null
            : [.. chain.ChainElements.SkipLast(1).DefaultIfEmpty(chain.ChainElements[0]).Select(Copy)];
    }

    /// <summary>The chain disposes its own.</summary>
    private static X509Certificate2 Copy(X509ChainElement element) =>
        X509CertificateLoader.LoadCertificate(element.Certificate.RawData);

    private static IEnumerable<string> Faults(X509Chain chain, DateTimeOffset now)
    {
        foreach (var (element, position) in chain.ChainElements.Select((element, position) => (element, position)))
        {
            var subject = ForeignText.Of(element.Certificate.Subject, 200);
            foreach (
                var status in element.ChainElementStatus.Where(status =>
                    (status.Status & ~JudgedElsewhere) != X509ChainStatusFlags.NoError
                )
            )
            {
                yield return $"{subject}: {status.Status}";
            }

            using var dates = SeenCertificate.Read(element.Certificate.RawData);
            if (position > 0 && (dates is null || dates.IsPast(now) || dates.IsAhead(now)))
            {
                yield return $"{subject}: valid from {dates?.NotBefore:u} to {dates?.NotAfter:u}";
            }
        }
    }

    /// <summary>Follows the names upwards to say where it ends.</summary>
    private CertificatePath EndByName(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> sent, List<string> problems)
    {
        var current = leaf;
        for (var steps = 0; steps <= sent.Count; steps++)
        {
            if (trust.Named(current.Issuer).FirstOrDefault() is { } anchor)
            {
                return new CertificatePath.Refused(anchor, problems);
            }

            if (current.Subject == current.Issuer)
            {
                return new CertificatePath.Refused(
                    null,
                    [$"{ForeignText.Of(current.Subject, 200)}: self-signed and not trusted"]
                );
            }

            if (sent.FirstOrDefault(other => other.Subject == current.Issuer && other != current) is not { } issuer)
            {
                break;
            }

            current = issuer;
        }

        return new CertificatePath.LinkMissing(ForeignText.Of(current.Issuer, 200));
    }
}
