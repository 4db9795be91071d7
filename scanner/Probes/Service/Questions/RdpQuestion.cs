namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>
/// Asks a remote desktop for TLS without network level authentication (MS-RDPBCGR 2.2.1.1): one that demands it says so. No log-in is begun.
/// </summary>
internal sealed class RdpQuestion : IServiceQuestion
{
    private const byte ConnectionConfirm = 0xD0;
    private const byte NegotiationResponse = 2;
    private const byte NegotiationFailure = 3;
    private const byte HybridRequired = 5;

    // TPKT, X.224 connection request, negotiation request for TLS only
    private static readonly byte[] Request = [3, 0, 0, 19, 14, 0xE0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 1, 0, 0, 0];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var heard = await conversation.AskAsync(
            Request,
            bytes => bytes.Length >= 4 && bytes.Length >= (bytes.Span[2] << 8 | bytes.Span[3]),
            port.Options.Answer,
            cancellationToken
        );
        return Read(heard.Bytes);
    }

    internal static Recognised? Read(ReadOnlySpan<byte> heard)
    {
        if (heard is not [3, 0, _, _, _, ConnectionConfirm, ..] || heard.Length < 11)
            return null;

        var known = new Recognised("rdp");
        if (heard.Length < 19)
            return heard.Length == 11 ? known.With("rdp_nla", false) : known;

        return heard[11] switch
        {
            NegotiationResponse => known.With("rdp_nla", false),
            NegotiationFailure when heard[15] == HybridRequired => known.With("rdp_nla", true),
            // other failures: TLS is not to be had, so that the old security without NLA is
            NegotiationFailure when heard[15] is 2 or 3 => known.With("rdp_nla", false),
            _ => known,
        };
    }
}
