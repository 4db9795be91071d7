namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>Which security types a VNC server offers (RFC 6143 section 7.1.2); goes no further.</summary>
internal sealed class VncQuestion : IServiceQuestion
{
    private const byte NoPassword = 1;

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var heard = await conversation.AskAsync(
            "RFB 003.008\n"u8.ToArray(),
            bytes => bytes.Length > bytes.Span[0],
            port.Options.Answer,
            cancellationToken
        );
        return Read(heard.Bytes);
    }

    /// <summary>A count and that many types; a count of 0 is followed by the reason of a refusal, and says nothing of passwords.</summary>
    internal static Recognised Read(ReadOnlySpan<byte> heard) =>
        heard is [> 0, ..] && heard.Length > heard[0]
            ? new Recognised("vnc").With("vnc_no_password", heard.Slice(1, heard[0]).Contains(NoPassword))
            : new Recognised("vnc");
}
