namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>A session request of NetBIOS (RFC 1002 section 4.3.2) to *SMBSERVER; yes or no, it is one.</summary>
internal sealed class NetbiosQuestion : IServiceQuestion
{
    // both names in the first-level encoding of RFC 1001 section 14.1
    private static readonly byte[] Request =
    [
        0x81,
        0,
        0,
        68,
        32,
        .. "CKFDENECFDEFFCFGEFFCCACACACACACA"u8,
        0,
        32,
        .. "EDFJECEFFCFHEBFEEDEICACACACACAAA"u8,
        0,
    ];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken) =>
        Read((await conversation.AskAsync(Request, heard => heard.Length >= 4, port.Options.Answer, cancellationToken)).Bytes);

    internal static Recognised? Read(ReadOnlySpan<byte> heard) =>
        heard is [0x82, 0, 0, 0] or [0x83, 0, 0, 1, >= 0x80 and <= 0x8F] ? new Recognised("netbios-ssn") : null;
}
