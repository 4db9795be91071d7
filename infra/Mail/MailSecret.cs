using System.Security.Cryptography;
using System.Text;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail;

/// <summary>The key of Message-IDs and of links that end an edition: made once, kept in the registry, the same for worker and dashboard.</summary>
public sealed class MailSecret(RegistryWrites writes)
{
    private byte[]? _secret;

    /// <summary>Makes the secret where there is none: a write of its own, hence never inside another one.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken) =>
        _secret ??= await writes.RunAsync(async (context, token) => (await StateAsync(context, token)).Secret, cancellationToken);

    /// <summary>A code of 32 bytes over these words, for one use only: codes of different uses tell nothing about each other.</summary>
    internal async Task<byte[]> CodeAsync(string use, string words, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return HMACSHA256.HashData(HMACSHA256.HashData(_secret!, Encoding.UTF8.GetBytes(use)), Encoding.UTF8.GetBytes(words));
    }

    /// <summary>The row, made where there is none. Inside a write.</summary>
    internal static async Task<MailState> StateAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        if (await context.MailStates.SingleOrDefaultAsync(cancellationToken) is { } known)
            return known;
        var made = new MailState { Secret = RandomNumberGenerator.GetBytes(32) };
        context.MailStates.Add(made);
        return made;
    }
}
