using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net;

/// <summary>The door out of one scan. Asks the guard and takes from the rate limits before each packet of ours; resolves no name.</summary>
internal sealed partial class Dialer(
    IScopeGuard guard,
    Allowance allowance,
    TimeProvider clock,
    IOptions<DialerOptions> options,
    ILogger<Dialer> logger
) : IDialer
{
    /// <summary>SYN, ACK, and what closes the connection.</summary>
    private const int PacketsOfAConnection = 4;

    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(500);

    public async Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
    {
        var question = Ask(target, Transport.Tcp, purpose);
        var first = await TryConnectAsync(question, cancellationToken);

        // a silent host was asked three times by the kernel already; these two pass by themselves often enough
        if (first is not Dialled.Silent { Why: Silence.Unreachable or Silence.Reset } silent)
            return first;

        LogRetry(target, silent.Why, silent.Detail);
        await Task.Delay(BeforeRetry, clock, cancellationToken);
        return await TryConnectAsync(question, cancellationToken);
    }

    public async Task<DialledDatagrams> ConnectDatagramsAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
    {
        var question = Ask(target, Transport.Udp, purpose);
        if (guard.Ask(question) is Clearance.Denied denied)
            return new DialledDatagrams.Silent(Silence.NotAllowed, denied.Because);

        var socket = new Socket(target.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // sends nothing: only ties the socket to the other side
            await socket.ConnectAsync(new IPEndPoint(target.Address, target.Port), cancellationToken);
            return new DialledDatagrams.Connected(new GuardedDatagrams(socket, new Passage(guard, allowance, question)));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return new DialledDatagrams.Silent(Silences.Of(e), e.Message);
        }
    }

    private static Question Ask(Target target, Transport transport, Purpose purpose) =>
        new(target.Address, target.Port, transport, purpose, target.Name);

    private async Task<Dialled> TryConnectAsync(Question question, CancellationToken cancellationToken)
    {
        await allowance.TakeAsync(question.Address, PacketsOfAConnection, cancellationToken);
        if (guard.Ask(question) is Clearance.Denied denied)
            return new Dialled.Silent(Silence.NotAllowed, denied.Because);

        var socket = new Socket(question.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        KernelRetries.Limit(socket, options.Value.ConnectTimeout);
        using var timeout = new CancellationTokenSource(options.Value.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(question.Address, question.Port), either.Token);
            if (!IsItself(socket))
                return new Dialled.Connected(new GuardedStream(socket, new Passage(guard, allowance, question)));

            socket.Dispose();
            return new Dialled.Silent(Silence.Refused, "nothing listens there: the socket met itself");
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return new Dialled.Silent(Silences.Of(e), e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            return new Dialled.Silent(
                Silence.TimedOut,
                $"no connection within {options.Value.ConnectTimeout.TotalSeconds:0.#} s"
            );
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    // on loopback a free port of the ephemeral range can be given to the very socket that asks for it
    private static bool IsItself(Socket socket) => Equals(socket.LocalEndPoint, socket.RemoteEndPoint);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Target}: {Why} ({Detail}), asked once more")]
    private partial void LogRetry(Target target, Silence why, string detail);
}
