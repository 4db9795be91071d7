using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>A small safe question in one protocol. Null when the answer is not of this protocol.</summary>
internal interface IServiceQuestion
{
    Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken);
}

/// <summary>The port that is asked, and a way to open another connection to it.</summary>
internal sealed record Port(Target Target, IDialer Dialer, TimeProvider Clock, ServiceProbeOptions Options, string UserAgent)
{
    public int Number => Target.Port;

    /// <summary>Set while the conversation runs inside TLS.</summary>
    public bool InsideTls { get; init; }

    /// <summary>Another connection; null when there is none.</summary>
    public async Task<Conversation?> AgainAsync(CancellationToken cancellationToken) =>
        await Dialer.ConnectAsync(Target, Purpose.Ports, cancellationToken) is Dialled.Connected connected
            ? new Conversation(connected.Stream, Clock)
            : null;
}
