using System.Net;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Tests.Support;

/// <summary>What a probe is handed in tests: loopback is the perimeter, and there is no name system unless a test gives one.</summary>
internal static class ProbeContexts
{
    public static ProbeContext OnLoopback(IDialer dialer, IScopeGuard? guard = null, IResolver? resolver = null) =>
        new(guard ?? new OpenGuard(), dialer, resolver ?? new NoNames(), new NoServers(), Guid.CreateVersion7());

    private sealed class NoNames : IResolver
    {
        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
            throw new NotSupportedException($"{name} was asked for");

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            throw new NotSupportedException($"{question} was asked");
    }

    private sealed class NoServers : IAuthorities
    {
        public Task<DnsAnswer> AskAsync(
            IPAddress server,
            DnsQuestion question,
            Purpose purpose,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException($"{server} was asked");

        public Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken) =>
            throw new NotSupportedException($"{server} was asked");
    }
}
