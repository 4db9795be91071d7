using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>An accepted end of a path: public from Mozilla's store, or one of our own from the configuration.</summary>
internal sealed record TrustAnchor(X509Certificate2 Certificate, bool IsPublic);

/// <summary>The certificate authorities that a path may end in, and the intermediates that we hold ourselves. Read once, from files only.</summary>
internal sealed class TrustStore
{
    private readonly ILookup<string, TrustAnchor> _anchors;

    public TrustStore(IEnumerable<X509Certificate2> mozilla, IEnumerable<X509Certificate2> extra)
    {
        var own = extra.ToLookup(certificate => certificate.Subject == certificate.Issuer);
        Intermediates = [.. own[false]];
        _anchors = own[true]
            .Select(certificate => new TrustAnchor(certificate, IsPublic: false))
            .Concat(mozilla.Select(certificate => new TrustAnchor(certificate, IsPublic: true)))
            .ToLookup(anchor => anchor.Certificate.Subject, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Certificates from the configuration that are no anchors; they stand in for one that a server forgot to send.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates { get; }

    public static TrustStore Read(IOptions<TrustOptions> options)
    {
        X509Certificate2Collection mozilla = [];
        mozilla.ImportFromPemFile(options.Value.RootBundle);
        X509Certificate2Collection extra = [];
        foreach (var file in options.Value.ExtraRoots)
        {
            extra.ImportFromPemFile(file);
        }

        return new TrustStore(mozilla, extra);
    }

    /// <summary>The anchors of that name: there can be several, one of them expired.</summary>
    public IEnumerable<TrustAnchor> Named(string subject) => _anchors[subject];
}
