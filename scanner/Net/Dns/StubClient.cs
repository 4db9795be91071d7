using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using DnsClient;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>One question to one of our resolvers by DnsClient. Everything that library throws is a silence.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "The one class that may hold a LookupClient.")]
internal sealed class StubClient(IPEndPoint first, DnsOptions dns) : IDisposable
{
    // above a hundred in flight DnsClient becomes slower and opens a socket for each
    private const int MostInFlight = 90;

    private readonly SemaphoreSlim _room = new(MostInFlight);
    private readonly LookupClient _client = new(
        new LookupClientOptions(new NameServer(first)) { UseCache = false, AutoResolveNameServers = false }
    );

    private readonly DnsQueryOptions _options = new()
    {
        UseCache = false,
        Retries = dns.Tries - 1,
        Timeout = dns.Timeout,
        ExtendedDnsBufferSize = 1232,
    };

    /// <summary>Question and chain of owners are checked. Text with odd octets and types that the library keeps to itself come back empty.</summary>
    public async Task<DnsAnswer> AskAsync(IPEndPoint server, string name, RecordType type, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        try
        {
            return await LookUpAsync(server, name, type, cancellationToken);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

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
        try
        {
            var question = new DnsClient.DnsQuestion(name.Length == 0 ? "." : name, (QueryType)type);
            var reply = await _client.QueryServerAsync([new NameServer(server)], question, _options, cancellationToken);
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
}
