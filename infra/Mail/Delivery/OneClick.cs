using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Whether unsubscribing by one click may be offered (RFC 8058): only where DKIM covers the header, and over HTTPS.
/// </summary>
public sealed class OneClick(IOptions<MailOptions> mail, IOptions<DkimOptions> dkim, IOptions<PublicAddressOptions> dashboard)
{
    /// <summary>Why not, for the operator; null where it is offered.</summary>
    public string? WhyNot =>
        !dkim.Value.IsSet && !mail.Value.RelaySigns
            ? "nobody signs the letters: set Mail:Dkim, or Mail:RelaySigns where the relay does"
        : !dashboard.Value.PublicAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? "Dashboard:PublicAddress is not an https address"
        : null;

    public bool IsOffered => WhyNot is null;
}
