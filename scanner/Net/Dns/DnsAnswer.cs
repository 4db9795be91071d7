using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>What came of a question to the name system: a whole, well-formed answer to just that question, or a silence.</summary>
public abstract record DnsAnswer
{
    private DnsAnswer() { }

    public sealed record Reply(
        ResponseCode Code,
        IReadOnlyList<DnsRecord> Answers,
        IReadOnlyList<DnsRecord> Authority,
        IReadOnlyList<DnsRecord> Additional
    ) : DnsAnswer
    {
        public bool Authoritative { get; init; }
        public bool RecursionAvailable { get; init; }
        public bool AuthenticData { get; init; }

        /// <summary>The answer came over TCP, since the one over UDP was truncated or malformed.</summary>
        public bool OverTcp { get; init; }

        /// <summary>The server answered FORMERR to EDNS, and this without it (RFC 6891 section 7).</summary>
        public bool WithoutEdns { get; init; }
    }

    public sealed record Silent(Silence Why, string Detail) : DnsAnswer;
}

/// <summary>One question. The name is lower case, in A-labels, without the final dot.</summary>
public sealed record DnsQuestion(string Name, RecordType Type)
{
    public bool RecursionDesired { get; init; }
    public bool CheckingDisabled { get; init; }
    public bool DnssecOk { get; init; }
    public bool TcpOnly { get; init; }

    /// <summary>1 is IN, 3 is CH (version.bind).</summary>
    public ushort Class { get; init; } = 1;
}
