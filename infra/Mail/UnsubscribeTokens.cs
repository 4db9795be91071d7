using System.Buffers.Text;
using System.Security.Cryptography;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail;

/// <summary>
/// Links that end one edition of one scope for one recipient, without signing in: the number of the letter and a code over it, so that the
/// address says nothing about the reader, and holds for that letter only.
/// </summary>
public sealed class UnsubscribeTokens(MailSecret secret, IOptions<PublicAddressOptions> dashboard)
{
    /// <summary>Where the dashboard answers: GET shows a page and changes nothing, POST refuses (RFC 8058).</summary>
    public const string Path = "desabonnement";

    private const int IdBytes = 16;
    private const int CodeBytes = 16;

    public async Task<string> IssueAsync(Guid letter, CancellationToken cancellationToken) =>
        Base64Url.EncodeToString([.. letter.ToByteArray(), .. await CodeAsync(letter, cancellationToken)]);

    /// <summary>The letter that the token was made for; null for anything that we have not made.</summary>
    public async Task<Guid?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (!Base64Url.IsValid(token, out var length) || length != IdBytes + CodeBytes)
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        var letter = new Guid(bytes.AsSpan(0, IdBytes));
        var code = await CodeAsync(letter, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(code, bytes.AsSpan(IdBytes)) ? letter : null;
    }

    public async Task<Uri> AddressAsync(Guid letter, CancellationToken cancellationToken) =>
        new($"{dashboard.Value.PublicAddress.TrimEnd('/')}/{Path}/{await IssueAsync(letter, cancellationToken)}");

    private async Task<byte[]> CodeAsync(Guid letter, CancellationToken cancellationToken) =>
        (await secret.CodeAsync("unsubscribe", letter.ToString("N"), cancellationToken))[..CodeBytes];
}
