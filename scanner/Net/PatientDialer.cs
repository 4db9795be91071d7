using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// The way out of one scan, which knows at which ports it knocked in vain: a dead host with forty names costs two time-outs a port, and not
/// forty. Datagrams are passed on, since there silence is the usual answer.
/// </summary>
internal sealed class PatientDialer(IDialer dialer) : IDialer
{
    private readonly SilentDoors<IPEndPoint> _doors = new(onceHeard: false);

    public async Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
    {
        var door = new IPEndPoint(target.Address, target.Port);
        if (_doors.WhyNot(door) is { } because)
            return new Dialled.Silent(Silence.TimedOut, because);

        var dialled = await dialer.ConnectAsync(target, purpose, cancellationToken);
        _doors.Heard(door, (dialled as Dialled.Silent)?.Why);
        return dialled;
    }

    public Task<DialledDatagrams> ConnectDatagramsAsync(Target target, Purpose purpose, CancellationToken cancellationToken) =>
        dialer.ConnectDatagramsAsync(target, purpose, cancellationToken);
}
