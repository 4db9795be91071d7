using System.Net;
using CyberWatch.Rules.Model;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Our configured resolvers, asked in order until one answers, by DnsClient. What that library does not hand on octet for octet (text with odd
/// octets, NSEC, NSEC3PARAM, CDS) is asked again over the wire client.
/// </summary>
public sealed class Resolver : IResolver, IDisposable
{
    private readonly IReadOnlyList<IPEndPoint> _resolvers;
    private readonly StubClient _stub;
    private readonly WireClient _wire;

    public Resolver(IOptions<ResolverOptions> resolvers, IOptions<DnsOptions> dns, TimeProvider clock)
        : this(resolvers.Value.EndPoints(), dns.Value, clock) { }

    /// <exception cref="InvalidOperationException">There is no resolver to ask.</exception>
    internal Resolver(IReadOnlyList<IPEndPoint> resolvers, DnsOptions dns, TimeProvider clock)
    {
        _resolvers =
            resolvers.Count > 0
                ? resolvers
                : throw new InvalidOperationException(
                    "There is no resolver: set Scanner:Resolvers to the address of one, or name one in /etc/resolv.conf."
                );
        _wire = new WireClient(new ResolverDialer(_resolvers), dns, clock);
        _stub = new StubClient(_resolvers[0], dns);
    }

    public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
        FirstAsync(
            server => AskAsync(server, name, type, cancellationToken),
            answer => answer is DnsAnswer.Reply { Code: ResponseCode.NoError or ResponseCode.NXDomain }
        );

    // a failure may be the verdict itself: another resolver that does not validate would turn bogus into insecure
    public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        FirstAsync(
            server => AskWireAsync(server, question with { RecursionDesired = true }, cancellationToken),
            answer => answer is DnsAnswer.Reply
        );

    public void Dispose()
    {
        _wire.Dispose();
        _stub.Dispose();
    }

    private async Task<DnsAnswer> FirstAsync(Func<IPEndPoint, Task<DnsAnswer>> ask, Func<DnsAnswer, bool> isEnough)
    {
        DnsAnswer last = new DnsAnswer.Silent(Silence.OurFault, "there is no resolver");
        foreach (var server in _resolvers)
        {
            last = await ask(server);
            if (isEnough(last))
            {
                break;
            }
        }

        return last;
    }

    private async Task<DnsAnswer> AskAsync(IPEndPoint server, string name, RecordType type, CancellationToken cancellationToken)
    {
        if (DnsName.ToWire(name) is null || name.Contains('\\', StringComparison.Ordinal))
        {
            return new DnsAnswer.Silent(Silence.OurFault, $"'{name}' cannot be asked: it is no name");
        }

        var answer = await _stub.AskAsync(server, name, type, cancellationToken);
        return NeedsOctets(answer)
            ? await AskWireAsync(server, new DnsQuestion(name, type) { RecursionDesired = true }, cancellationToken)
            : answer;
    }

    private async Task<DnsAnswer> AskWireAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellationToken)
    {
        var target = new Target(server.Address, server.Port);
        var answer = await _wire.AskAsync(target, question, Purpose.NameServer, cancellationToken);
        return answer is DnsAnswer.Reply reply
            ? reply with
            {
                Answers = ResolverReply.OfTheChain(reply.Answers, question.Name),
            }
            : answer;
    }

    private static bool NeedsOctets(DnsAnswer answer) =>
        answer is DnsAnswer.Reply reply
        && reply.Answers.Any(record =>
            record switch
            {
                DnsRecord.Txt text => text.Strings.Any(part => part.IsEmpty),
                DnsRecord.Raw raw => raw.Data.IsEmpty || raw.Type == RecordType.CDS,
                _ => false,
            }
        );
}
