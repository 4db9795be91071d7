using System.Buffers.Binary;
using System.Net.Sockets;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Questions over TCP (RFC 7766): one connection each, two octets of length before every message, bounded in time however slowly it trickles.</summary>
internal sealed class TcpQuestions(IDialer dialer, DnsOptions options, TimeProvider clock)
{
    /// <summary>Hands each whole message of the answer to <paramref name="more"/> until it says that it has enough.</summary>
    public async Task<DatagramOutcome> AskAsync(
        Target server,
        DnsQuery query,
        Purpose purpose,
        Func<DnsMessage, bool> more,
        CancellationToken cancellationToken
    )
    {
        using var quiet = new CancellationTokenSource(options.TcpTimeout, clock);
        using var whole = new CancellationTokenSource(options.TransferTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, whole.Token, cancellationToken);
        try
        {
            return await dialer.ConnectAsync(server, purpose, either.Token) switch
            {
                Dialled.Connected connected => await TalkAsync(connected.Stream, query, more, quiet, either.Token),
                Dialled.Silent silent => new DatagramOutcome.Silent(silent.Why, silent.Detail),
                _ => throw new InvalidOperationException("a dialer answered with neither a stream nor a silence"),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DatagramOutcome.Silent(
                Silence.TimedOut,
                $"{server} gave no whole answer over TCP within {options.TcpTimeout}"
            );
        }
        catch (IOException e)
        {
            var why = e.InnerException is SocketException socket ? Silences.Of(socket) : Silence.ClosedEarly;
            return new DatagramOutcome.Silent(why, $"{server} over TCP: {e.Message}");
        }
    }

    private async Task<DatagramOutcome> TalkAsync(
        Stream stream,
        DnsQuery query,
        Func<DnsMessage, bool> more,
        CancellationTokenSource quiet,
        CancellationToken cancellationToken
    )
    {
        await using var open = stream;
        await stream.WriteAsync(Framed(query), cancellationToken);
        for (var continued = false; ; continued = true)
        {
            if (await MessageAsync(stream, cancellationToken) is not { } octets)
            {
                return new DatagramOutcome.Silent(Silence.ClosedEarly, "the connection ended before the answer was whole");
            }

            if (Answering.Of(octets, query, continued) is not AnswerMatch.Whole { Message: var message })
            {
                return new DatagramOutcome.Malformed();
            }

            if (!more(message))
            {
                return new DatagramOutcome.Whole(message);
            }

            quiet.CancelAfter(options.TcpTimeout);
        }
    }

    private static byte[] Framed(DnsQuery query)
    {
        var framed = new byte[query.Datagram.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Datagram.Length);
        query.Datagram.CopyTo(framed, 2);
        return framed;
    }

    private static async Task<byte[]?> MessageAsync(Stream stream, CancellationToken cancellationToken)
    {
        var length = new byte[2];
        if (await stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, cancellationToken) < 2)
        {
            return null;
        }

        var octets = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        return await stream.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, cancellationToken) == octets.Length
            ? octets
            : null;
    }
}
