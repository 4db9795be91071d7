using System.Buffers.Binary;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>Reads the algorithms that an SSH server offers (SSH_MSG_KEXINIT, RFC 4253 section 7.1), after saying only who we are.</summary>
internal sealed class SshQuestion : IServiceQuestion
{
    private const byte KexInit = 20;
    private const int Lists = 8;
    private const int LongestPacket = 35_000;

    private static readonly HashSet<string> Obsolete =
    [
        "diffie-hellman-group1-sha1",
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group-exchange-sha1",
        "ssh-dss",
        "ssh-rsa",
        "3des-cbc",
        "blowfish-cbc",
        "cast128-cbc",
        "aes128-cbc",
        "aes192-cbc",
        "aes256-cbc",
        "arcfour",
        "arcfour128",
        "arcfour256",
        "hmac-md5",
        "hmac-md5-96",
        "hmac-sha1-96",
        "none",
    ];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var heard = await conversation.AskAsync(
            "SSH-2.0-CyberWatch_1.0\r\n"u8.ToArray(),
            bytes => Read(bytes.Span) is not null,
            port.Options.Answer,
            cancellationToken
        );
        return Read(heard.Bytes);
    }

    /// <summary>From the packet, wherever it begins behind the line of the greeting; null when it is not whole.</summary>
    internal static Recognised? Read(ReadOnlySpan<byte> heard)
    {
        if (heard.StartsWith("SSH-"u8))
            heard = heard[(heard.IndexOf((byte)'\n') + 1)..];

        if (heard.Length < 6 || heard[5] != KexInit)
            return null;

        var length = BinaryPrimitives.ReadUInt32BigEndian(heard);
        return length is > 22 and < LongestPacket && heard.Length >= length + 4 ? Algorithms(heard[22..(int)(length + 4)]) : null;
    }

    // key exchange, host key, ciphers (two ways), MACs (two ways), compression (two ways)
    private static Recognised? Algorithms(ReadOnlySpan<byte> rest)
    {
        var lists = new List<string[]>();
        while (lists.Count < Lists && rest.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 4)
                return null;

            lists.Add(Lines.Text(rest.Slice(4, (int)length)).Split(',', StringSplitOptions.RemoveEmptyEntries));
            rest = rest[(int)(4 + length)..];
        }

        if (lists.Count < Lists)
            return null;

        // "none" among the compressions is no weakness
        string[] weak = [.. lists.Take(6).SelectMany(list => list).Where(Obsolete.Contains).Distinct()];
        return new Recognised("ssh").With("ssh_kex", Strings(lists[0])).With("ssh_weak", Strings(weak));
    }

    private static IReadOnlyList<string> Strings(string[] names) => [.. names.Take(50).Select(name => ForeignText.Of(name, 100))];
}
