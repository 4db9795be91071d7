using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Their name servers as one scan asks them: one that was silent twice, and never spoke, is asked no more that
/// way (UDP or TCP).
/// </summary>
internal sealed class PatientAuthorities(IAuthorities authorities) : IAuthorities
{
    private readonly SilentDoors<Door> _doors = new(onceHeard: true);

    public async Task<DnsAnswer> AskAsync(
        IPAddress server,
        DnsQuestion question,
        Purpose purpose,
        CancellationToken cancellationToken
    )
    {
        var door = new Door(server, question.TcpOnly);
        if (_doors.WhyNot(door) is { } because)
            return new DnsAnswer.Silent(Silence.TimedOut, because);

        var answer = await authorities.AskAsync(server, question, purpose, cancellationToken);
        _doors.Heard(door, (answer as DnsAnswer.Silent)?.Why);
        return answer;
    }

    public async Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken)
    {
        var door = new Door(server, OverTcp: true);
        if (_doors.WhyNot(door) is { } because)
            return new ZoneTransfer.Silent(Silence.TimedOut, because);

        var transfer = await authorities.TransferAsync(server, zone, most, cancellationToken);
        _doors.Heard(door, (transfer as ZoneTransfer.Silent)?.Why);
        return transfer;
    }

    private sealed record Door(IPAddress Server, bool OverTcp)
    {
        public override string ToString() => $"{Server} over {(OverTcp ? "TCP" : "UDP")}";
    }
}
