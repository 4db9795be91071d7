namespace CyberWatch.Scanner.Net.Dns;

/// <summary>A message as it came, wholly decoded. <c>Question</c> is the wire form of name, type and class; empty when none was echoed.</summary>
internal sealed record DnsMessage(
    ushort Id,
    ushort Flags,
    ReadOnlyMemory<byte> Question,
    IReadOnlyList<DnsRecord> Answers,
    IReadOnlyList<DnsRecord> Authority,
    IReadOnlyList<DnsRecord> Additional
)
{
    public ResponseCode Code => (ResponseCode)(Flags & 0x000F);
    public bool IsResponse => (Flags & 0x8000) != 0;
    public bool Authoritative => (Flags & 0x0400) != 0;
    public bool Truncated => (Flags & 0x0200) != 0;
    public bool RecursionAvailable => (Flags & 0x0080) != 0;
    public bool AuthenticData => (Flags & 0x0020) != 0;

    public DnsAnswer.Reply ToReply(bool overTcp, bool withoutEdns) =>
        new(Code, Answers, Authority, Additional)
        {
            Authoritative = Authoritative,
            RecursionAvailable = RecursionAvailable,
            AuthenticData = AuthenticData,
            OverTcp = overTcp,
            WithoutEdns = withoutEdns,
        };
}
