using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>Asks one UDP port its question, twice at most.</summary>
internal sealed class UdpInterview(IDialer dialer, TimeProvider clock, ServiceProbeOptions options)
{
    private const int Tries = 2;
    private const int Largest = 4_096;

    public async Task<PortReply> AskAsync(IPAddress address, UdpQuestion question, CancellationToken cancellationToken)
    {
        var dialled = await dialer.ConnectDatagramsAsync(new Target(address, question.Port), Purpose.Ports, cancellationToken);
        if (dialled is not DialledDatagrams.Connected connected)
        {
            return dialled is DialledDatagrams.Silent silent
                ? new PortReply.Silent(silent.Why, silent.Detail)
                : throw new InvalidOperationException();
        }

        using var datagrams = connected.Datagrams;
        PortReply reply = new PortReply.Silent(Silence.TimedOut, "no answer to two datagrams");
        for (var i = 0; i < Tries && reply is PortReply.Silent { Why: Silence.TimedOut }; i++)
            reply = await TryAsync(datagrams, question, cancellationToken);

        return reply;
    }

    private async Task<PortReply> TryAsync(IDatagrams datagrams, UdpQuestion question, CancellationToken cancellationToken)
    {
        if (await datagrams.SendAsync(question.Datagram, cancellationToken) is { } unsent)
            return new PortReply.Silent(unsent.Why, unsent.Detail);

        var buffer = new byte[Largest];
        using var late = new CancellationTokenSource(options.Greeting, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var length = await datagrams.ReceiveAsync(buffer, either.Token);
            return length < 0
                ? new PortReply.Silent(Silence.Refused, "the host says that the port is closed")
                : new PortReply.Open(question.Read(buffer.AsMemory(0, length)), []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PortReply.Silent(Silence.TimedOut, "no answer to two datagrams");
        }
    }
}
