using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Does a name still point to an address? A denial counts only when our resolver has given a positive answer in this scan: one that denies
/// everything, or is cut off, proves nothing.
/// </summary>
internal sealed class Pointing(IResolver resolver)
{
    private Task<bool>? _alive;

    /// <summary>Null when it still points there.</summary>
    public async Task<ProbeAnswer.NoAnswer?> WhyNotAsync(string name, IPAddress address, CancellationToken cancellationToken)
    {
        var type = address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A;
        var found = await resolver.LookUpAsync(name, type, cancellationToken);
        if (found is Lookup.Unknown unknown)
            return new(Silence.TimedOut, unknown.Reason);
        if (found.Records<DnsRecord.Address>().Any(record => record.Value.Equals(address)))
            return null;

        var now = found is Lookup.Absent { Denied: true }
            ? $"{name} does not exist"
            : $"{name} does not point to {address} any more";
        return await TrustedAsync(new ProbeAnswer.NoAnswer(Silence.NameGone, now), cancellationToken) as ProbeAnswer.NoAnswer;
    }

    /// <summary>The finding as it may be believed.</summary>
    public async Task<Finding> TrustedAsync(Finding finding, CancellationToken cancellationToken) =>
        finding with
        {
            Answer = await TrustedAsync(finding.Answer, cancellationToken),
        };

    private async Task<ProbeAnswer> TrustedAsync(ProbeAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is not ProbeAnswer.NoAnswer { Why: Silence.NameGone } gone)
            return answer;
        return await (_alive ??= IsAliveAsync(cancellationToken))
            ? gone
            : new ProbeAnswer.NoAnswer(
                Silence.OurFault,
                $"our resolver gave no positive answer, so its denial proves nothing: {gone.Detail}"
            );
    }

    /// <summary>The name servers of the root are there, whatever happens.</summary>
    private async Task<bool> IsAliveAsync(CancellationToken cancellationToken) =>
        await resolver.LookUpAsync("", RecordType.NS, cancellationToken) is Lookup.Found;
}
