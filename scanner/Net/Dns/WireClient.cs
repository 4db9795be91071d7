using System.Collections.Concurrent;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Our own client for the name system, over a guarded way out: UDP first, TCP when the answer is truncated or malformed, without EDNS after
/// FORMERR. A malformed or cut answer is never used in part.
/// </summary>
internal sealed class WireClient(IDialer dialer, DnsOptions options, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(Target Server, Purpose Purpose), UdpServer> _servers = new();
    private readonly TcpQuestions _tcp = new(dialer, options, clock);

    public async Task<DnsAnswer> AskAsync(
        Target server,
        DnsQuestion question,
        Purpose purpose,
        CancellationToken cancellationToken
    )
    {
        var answer = await AskAsync(server, question, purpose, edns: true, cancellationToken);
        // RFC 6891 section 6.2.2: such a server is asked again as in the days before
        return answer is DnsAnswer.Reply { Code: ResponseCode.FormErr or ResponseCode.NotImp } refused && !HasOpt(refused)
            ? await AskAsync(server, question, purpose, edns: false, cancellationToken)
            : answer;
    }

    public async Task<ZoneTransfer> TransferAsync(Target server, string zone, int most, CancellationToken cancellationToken)
    {
        if (DnsQuery.Of(new DnsQuestion(zone, RecordType.AXFR), edns: false) is not { } query)
        {
            return new ZoneTransfer.Silent(Silence.OurFault, $"'{zone}' cannot be asked: it is no name");
        }

        query.Id = RandomIds.Next();
        var transfer = new TransferReading(zone, most);
        var outcome = await _tcp.AskAsync(server, query, Purpose.NameServer, transfer.Take, cancellationToken);
        return transfer.Conclude(outcome);
    }

    public void Dispose()
    {
        foreach (var server in _servers.Values)
        {
            server.Dispose();
        }
    }

    private async Task<DnsAnswer> AskAsync(
        Target server,
        DnsQuestion question,
        Purpose purpose,
        bool edns,
        CancellationToken cancellationToken
    )
    {
        if (DnsQuery.Of(question, edns) is not { } query)
        {
            return new DnsAnswer.Silent(Silence.OurFault, $"'{question.Name}' cannot be asked: it is no name");
        }

        if (question.TcpOnly)
        {
            return Answer(await OverTcpAsync(server, query, purpose, cancellationToken), overTcp: true, edns);
        }

        return await UdpOf(server, purpose).AskAsync(query, cancellationToken) switch
        {
            DatagramOutcome.Whole { Message.Truncated: false } whole => whole.Message.ToReply(overTcp: false, withoutEdns: !edns),
            DatagramOutcome.Silent silent => new DnsAnswer.Silent(silent.Why, silent.Detail),
            _ => Insisted(await OverTcpAsync(server, query, purpose, cancellationToken), edns),
        };
    }

    private UdpServer UdpOf(Target server, Purpose purpose) =>
        _servers.GetOrAdd((server, purpose), key => new UdpServer(dialer, key.Server, key.Purpose, options, clock));

    private Task<DatagramOutcome> OverTcpAsync(
        Target server,
        DnsQuery query,
        Purpose purpose,
        CancellationToken cancellationToken
    )
    {
        query.Id = RandomIds.Next();
        return _tcp.AskAsync(server, query, purpose, _ => false, cancellationToken);
    }

    // the server answered over UDP: a refusal of TCP says nothing about the server being gone
    private static DnsAnswer Insisted(DatagramOutcome outcome, bool edns) =>
        outcome is DatagramOutcome.Silent silent
            ? new DnsAnswer.Silent(
                silent.Why == Silence.Refused ? Silence.SpokeAnotherProtocol : silent.Why,
                $"the answer over UDP was truncated or malformed; over TCP: {silent.Detail}"
            )
            : Answer(outcome, overTcp: true, edns);

    private static DnsAnswer Answer(DatagramOutcome outcome, bool overTcp, bool edns) =>
        outcome switch
        {
            DatagramOutcome.Whole whole => whole.Message.ToReply(overTcp, withoutEdns: !edns),
            DatagramOutcome.Silent silent => new DnsAnswer.Silent(silent.Why, silent.Detail),
            _ => new DnsAnswer.Silent(Silence.SpokeAnotherProtocol, "the answer is malformed"),
        };

    private static bool HasOpt(DnsAnswer.Reply reply) => reply.Additional.Any(record => record.Type == RecordType.OPT);
}
