using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CyberWatch.Infra.Registry;

/// <summary>Tokens of one-time links: 32 random bytes in base64url. The registry keeps only the SHA-256 of the text.</summary>
public static class InvitationTokens
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
