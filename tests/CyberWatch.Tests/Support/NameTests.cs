using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Tests.Support;

/// <summary>What a probe is handed when only names are asked.</summary>
internal static class NameTests
{
    public static ProbeContext Context(ZonesInMemory zones, IScopeGuard guard) =>
        new(guard, new NoDialer(), zones, zones, Guid.Parse("5f0c6f3e-0d0b-4a53-8b52-6f6f0f7f0001"));

    private sealed class NoDialer : IDialer
    {
        public Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken) =>
            Task.FromResult<Dialled>(new Dialled.Silent(Silence.NotAllowed, "a test of names"));

        public Task<DialledDatagrams> ConnectDatagramsAsync(
            Target target,
            Purpose purpose,
            CancellationToken cancellationToken
        ) => Task.FromResult<DialledDatagrams>(new DialledDatagrams.Silent(Silence.NotAllowed, "a test of names"));
    }
}
