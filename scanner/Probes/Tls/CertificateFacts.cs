using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>The facts of the certificates that a server sent, at one instant. All instants are UTC.</summary>
internal sealed class CertificateFacts(PathSearch paths, DateTimeOffset now)
{
    private const int MostSent = 16;

    /// <summary>Adds what can be said of <paramref name="sent"/>; nothing at all where the first is no certificate.</summary>
    /// <param name="facts">Where the facts go.</param>
    /// <param name="sent">DER, leaf first.</param>
    /// <param name="matches">Whether the names of the leaf are those that were asked for.</param>
    public void Add(Dictionary<string, object?> facts, IReadOnlyList<byte[]> sent, Func<SubjectNames, bool> matches)
    {
        var chain = sent.Take(MostSent).Select(SeenCertificate.Read).OfType<SeenCertificate>().ToArray();
        try
        {
            if (chain is [var leaf, .. var others] && leaf.Platform.RawData.AsSpan().SequenceEqual(sent[0]))
            {
                facts["chain_length"] = (double)sent.Count;
                facts["name_matches"] = matches(leaf.Names);
                AddLeaf(facts, leaf);
                AddLife(facts, leaf);
                AddPath(facts, leaf, others);
            }
        }
        finally
        {
            Array.ForEach(chain, certificate => certificate.Dispose());
        }
    }

    private static void AddLeaf(Dictionary<string, object?> facts, SeenCertificate leaf)
    {
        facts["subject"] = leaf.Subject;
        facts["issuer"] = leaf.Issuer;
        facts["san"] = leaf
            .Names.Dns.Select(name => $"DNS:{name}")
            .Concat(leaf.Names.Addresses.Select(address => $"IP:{address}"))
            .ToArray();
        facts["serial"] = leaf.Platform.SerialNumber;
        facts["sha256"] = Convert.ToHexStringLower(SHA256.HashData(leaf.Platform.RawData));
        facts["signature"] = CertificateKeys.SignatureName(leaf.Platform);
        facts["must_staple"] = leaf.MustStaple;
        facts["key_type"] = CertificateKeys.KeyType(leaf.Platform);
        if (CertificateKeys.KeyBits(leaf.Platform) is { } bits)
        {
            facts["key_bits"] = (double)bits;
        }

        if (!leaf.IsSelfIssued)
        {
            facts["self_signed"] = false;
        }
        else if (CertificateKeys.SignedItself(leaf.Platform) is { } own)
        {
            facts["self_signed"] = own;
        }
    }

    private void AddLife(Dictionary<string, object?> facts, SeenCertificate leaf)
    {
        var left = leaf.NotAfter - now;
        var life = leaf.NotAfter - leaf.NotBefore;
        facts["not_before"] = Instant(leaf.NotBefore);
        facts["not_after"] = Instant(leaf.NotAfter);
        facts["expired"] = leaf.IsPast(now);
        facts["not_yet_valid"] = leaf.IsAhead(now);
        facts["days_left"] = Math.Floor(left.TotalDays);
        facts["hours_left"] = Math.Floor(left.TotalHours * 100) / 100;
        facts["life_days"] = Math.Round(life.TotalDays, 2);
        if (life > TimeSpan.Zero)
        {
            facts["life_left"] = Math.Round(Math.Clamp(left / life, 0, 1), 4);
        }
    }

    private void AddPath(Dictionary<string, object?> facts, SeenCertificate leaf, SeenCertificate[] others)
    {
        var path = paths.Find(leaf.Platform, [.. others.Select(other => other.Platform)], now);
        var links = path is CertificatePath.Accepted accepted
            ? accepted.Links
            : [leaf.Platform, .. others.Where(other => !other.IsSelfIssued).Select(other => other.Platform)];
        facts["sent_expired"] = others.Where(other => other.IsPast(now)).Select(other => other.Subject).ToArray();
        // what a root says of itself by its own signature is not looked at by anybody
        facts["weak_signatures"] = Subjects(links, link => CertificateKeys.HasWeakSignature(link) && link.Subject != link.Issuer);
        facts["small_keys"] = Subjects(links, CertificateKeys.IsSmall);
        PathFacts.Add(facts, path, leaf);
    }

    private static string[] Subjects(IEnumerable<X509Certificate2> links, Func<X509Certificate2, bool> which) =>
        [.. links.Where(which).Select(link => ForeignText.Of(link.Subject, 300))];

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
