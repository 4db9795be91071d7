using System.Net.Sockets;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Sends one ClientHello over one connection and reads the server's first flight. Bounded in octets and in time, however slowly they trickle.</summary>
internal sealed class HelloClient(TimeProvider clock, TimeSpan limit)
{
    public async Task<HelloAnswer> AskAsync(
        IDialer dialer,
        Target target,
        ClientHello hello,
        CancellationToken cancellationToken
    ) =>
        await dialer.ConnectAsync(target, Purpose.Tls, cancellationToken) switch
        {
            Dialled.Connected connected => await AskAsync(connected.Stream, hello, cancellationToken),
            Dialled.Silent silent => new HelloAnswer.Silent(silent.Why, silent.Detail),
            var other => throw new InvalidOperationException($"{other} is no outcome of a dialler"),
        };

    /// <summary>Disposes <paramref name="stream"/>.</summary>
    public async Task<HelloAnswer> AskAsync(Stream stream, ClientHello hello, CancellationToken cancellationToken)
    {
        await using var owned = stream;
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var flight = new ServerFlight(hello);
        try
        {
            await stream.WriteAsync(hello.Encode(), either.Token);
            return await ReadAsync(stream, flight, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return flight.End(Silence.TimedOut, $"no whole answer within {limit.TotalSeconds:0.#} s");
        }
        catch (IOException e)
        {
            var why = e.InnerException is SocketException inner ? Silences.Of(inner) : Silence.ClosedEarly;
            return flight.End(why, e.Message);
        }
    }

    private static async Task<HelloAnswer> ReadAsync(Stream stream, ServerFlight flight, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (flight.Answer is null)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                return flight.End(Silence.ClosedEarly, "closed without an answer");
            }

            flight.Feed(buffer.AsSpan(0, count));
        }

        return flight.Answer;
    }
}
