namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>
/// Negotiates SMB 2 (MS-SMB2 2.2.3), then on a second connection SMB 1 alone (MS-CIFS 2.2.4.52). No session is set up.
/// </summary>
internal sealed class SmbQuestion : IServiceQuestion
{
    private static readonly byte[] Smb2 = [0xFE, (byte)'S', (byte)'M', (byte)'B'];
    private static readonly byte[] Smb1 = [0xFF, (byte)'S', (byte)'M', (byte)'B'];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var modern = await conversation.AskAsync(NegotiateSmb2(), Whole, port.Options.Answer, cancellationToken);
        var speaksModern = Speaks(modern.Bytes, Smb2);
        await using var again = await port.AgainAsync(cancellationToken);
        if (again is null)
            return speaksModern ? new Recognised("smb") : null;

        var old = await again.AskAsync(NegotiateSmb1(), Whole, port.Options.Answer, cancellationToken);
        return Read(speaksModern, old);
    }

    /// <summary>An SMB 1 answer that picks our dialect is one; a refusal counts only of a server that spoke SMB 2 just before.</summary>
    internal static Recognised? Read(bool speaksModern, Heard old)
    {
        if (Speaks(old.Bytes, Smb1) && old.Bytes.Length > 38 && old.Bytes[36] > 0)
            return new Recognised("smb").With("smb1", (old.Bytes[37] | old.Bytes[38] << 8) == 0);

        if (!speaksModern)
            return null;

        var refused = old.End is Rules.Model.Silence.ClosedEarly or Rules.Model.Silence.Reset || Speaks(old.Bytes, Smb2);
        return refused ? new Recognised("smb").With("smb1", false) : new Recognised("smb");
    }

    private static bool Whole(ReadOnlyMemory<byte> heard) =>
        heard.Length >= 4 && heard.Length >= 4 + (heard.Span[1] << 16 | heard.Span[2] << 8 | heard.Span[3]);

    private static bool Speaks(ReadOnlySpan<byte> heard, ReadOnlySpan<byte> protocol) =>
        heard.Length > 8 && heard[0] == 0 && heard[4..].StartsWith(protocol);

    private static byte[] NegotiateSmb2()
    {
        var header = new byte[64];
        Smb2.CopyTo(header, 0);
        header[4] = 64;
        header[14] = 1;
        // structure size 36, two dialects 2.0.2 and 2.1, signing enabled
        byte[] body = [36, 0, 2, 0, 1, 0, 0, 0, .. new byte[28], 0x02, 0x02, 0x10, 0x02];
        return Framed([.. header, .. body]);
    }

    private static byte[] NegotiateSmb1()
    {
        byte[] header = [.. Smb1, 0x72, 0, 0, 0, 0, 0x18, 0x01, 0x28, .. new byte[12], 0xFF, 0xFF, 0x01, 0, 0, 0, 0, 0];
        byte[] dialect = [2, .. "NT LM 0.12"u8, 0];
        return Framed([.. header, 0, (byte)dialect.Length, 0, .. dialect]);
    }

    private static byte[] Framed(byte[] message) =>
        [0, (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];
}
