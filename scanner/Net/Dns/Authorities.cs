using System.Net;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Their name servers, on port 53, over the guarded dialer of one scan.</summary>
internal sealed class Authorities(IDialer dialer, DnsOptions options, TimeProvider clock, int port = 53)
    : IAuthorities,
        IDisposable
{
    private readonly WireClient _client = new(dialer, options, clock);

    public Task<DnsAnswer> AskAsync(
        IPAddress server,
        DnsQuestion question,
        Purpose purpose,
        CancellationToken cancellationToken
    ) => _client.AskAsync(new Target(server, port), question, purpose, cancellationToken);

    public Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken) =>
        _client.TransferAsync(new Target(server, port), zone, most, cancellationToken);

    public void Dispose() => _client.Dispose();
}
