using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Signs by DKIM (RFC 6376, relaxed/relaxed) where a key of ours is set. The last thing that happens to a message.</summary>
public sealed class LetterSigner(IOptions<DkimOptions> options)
{
    /// <summary>What RFC 8058 section 4 asks for is among them.</summary>
    internal static readonly string[] Covered =
    [
        "From",
        "Reply-To",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Language",
        "Auto-Submitted",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Importance",
    ];

    private readonly Lazy<DkimSigner?> _signer = new(() => options.Value.IsSet ? Signer(options.Value) : null);

    public void Sign(MimeMessage message)
    {
        if (_signer.Value is { } signer)
            signer.Sign(message, [.. Covered.Where(header => message.Headers.Contains(header) || IsOfBody(header))]);
    }

    private static bool IsOfBody(string header) => header.StartsWith("Content-", StringComparison.Ordinal);

    /// <exception cref="IOException">The key cannot be read.</exception>
    /// <exception cref="FormatException">The file holds no private key.</exception>
    internal static DkimSigner Signer(DkimOptions options)
    {
        using var pem = File.OpenRead(options.KeyFile);
        return new DkimSigner(pem, options.Domain, options.Selector)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            SignatureAlgorithm = DkimSignatureAlgorithm.RsaSha256,
        };
    }
}
