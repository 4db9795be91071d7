using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using DnsClient;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Our configured resolvers, asked in order until one answers, by DnsClient. What that library does not check is checked here: the question and
/// the chain of owners. Everything it throws is a silence. Text with octets of 0x80 and more is asked again over the wire client.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "The one class that may hold a LookupClient.")]
public sealed class Resolver : IResolver, IDisposable
{
    // above a hundred in flight DnsClient becomes slower and opens a socket for each
    private const int MostInFlight = 90;

    private readonly IReadOnlyList<IPEndPoint> _resolvers;
    private readonly LookupClient _client;
    private readonly WireClient _wire;
    private readonly DnsOptions _dns;
    private readonly SemaphoreSlim _room = new(MostInFlight);

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
        _dns = dns;
        _wire = new WireClient(new ResolverDialer(_resolvers), dns, clock);
        _client = new LookupClient(
            new LookupClientOptions(new NameServer(_resolvers[0])) { UseCache = false, AutoResolveNameServers = false }
        );
    }

    public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
        FirstAsync(server => AskAsync(server, name, type, cancellationToken));

    public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        FirstAsync(server =>
            _wire.AskAsync(
                new Target(server.Address, server.Port),
                question with
                {
                    RecursionDesired = true,
                },
                Purpose.NameServer,
                cancellationToken
            )
        );

    public void Dispose()
    {
        _wire.Dispose();
        _room.Dispose();
    }

    private async Task<DnsAnswer> FirstAsync(Func<IPEndPoint, Task<DnsAnswer>> ask)
    {
        DnsAnswer last = new DnsAnswer.Silent(Silence.OurFault, "there is no resolver");
        foreach (var server in _resolvers)
        {
            last = await ask(server);
            if (last is DnsAnswer.Reply { Code: ResponseCode.NoError or ResponseCode.NXDomain })
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

        await _room.WaitAsync(cancellationToken);
        try
        {
            var answer = await LookUpAsync(server, name, type, cancellationToken);
            return answer is { } && !NeedsOctets(answer)
                ? answer
                : await _wire.AskAsync(
                    new Target(server.Address, server.Port),
                    new DnsQuestion(name, type) { RecursionDesired = true },
                    Purpose.NameServer,
                    cancellationToken
                );
        }
        finally
        {
            _room.Release();
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "DnsClient throws five kinds of exception on hostile octets; none of them is our bug."
    )]
    private async Task<DnsAnswer> LookUpAsync(
        IPEndPoint server,
        string name,
        RecordType type,
        CancellationToken cancellationToken
    )
    {
        var options = new DnsQueryOptions
        {
            UseCache = false,
            Retries = _dns.Tries - 1,
            Timeout = _dns.Timeout,
            ExtendedDnsBufferSize = 1232,
        };
        try
        {
            var question = new DnsClient.DnsQuestion(name.Length == 0 ? "." : name, (QueryType)type);
            var reply = await _client.QueryServerAsync([new NameServer(server)], question, options, cancellationToken);
            return ResolverReply.Checked(reply, name, type);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new DnsAnswer.Silent(WhyOf(e), $"our resolver {server}: {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new OperationCanceledException("the question was given up", e, cancellationToken);
        }
    }

    private static Silence WhyOf(Exception e) =>
        e is DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } ? Silence.TimedOut
        : e.InnerException is SocketException socket && Silences.Of(socket) != Silence.Refused ? Silences.Of(socket)
        : Silence.OurFault;

    private static bool NeedsOctets(DnsAnswer answer) =>
        answer is DnsAnswer.Reply reply
        && reply.Answers.OfType<DnsRecord.Txt>().Any(text => text.Strings.Any(part => part.IsEmpty));
}
