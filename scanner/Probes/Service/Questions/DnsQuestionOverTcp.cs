using System.Buffers.Binary;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>version.bind in class CH over TCP: any DNS answer to it, even a refusal, shows a name server.</summary>
internal sealed class DnsQuestionOverTcp : IServiceQuestion
{
    private const ushort Id = 0x4357;

    private static readonly byte[] Query =
    [
        0,
        30,
        Id >> 8,
        Id & 0xFF,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        7,
        .. "version"u8,
        4,
        .. "bind"u8,
        0,
        0,
        16,
        0,
        3,
    ];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken) =>
        Read((await conversation.AskAsync(Query, heard => heard.Length >= 14, port.Options.Answer, cancellationToken)).Bytes);

    internal static Recognised? Read(ReadOnlySpan<byte> heard) =>
        heard.Length >= 14
        && BinaryPrimitives.ReadUInt16BigEndian(heard) >= 12
        && BinaryPrimitives.ReadUInt16BigEndian(heard[2..]) == Id
        && (heard[4] & 0x80) != 0
            ? new Recognised("domain")
            : null;
}
