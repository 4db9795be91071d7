using System.Net.Sockets;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>A connected UDP socket whose every datagram passes the guard and the rate limits.</summary>
internal sealed class GuardedDatagrams(Socket socket, Passage passage) : IDatagrams
{
    private const int Refused = -1;

    public async ValueTask<Dialled.Silent?> SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken)
    {
        if (await passage.PassAsync(datagram.Length, cancellationToken) is { } because)
            return new Dialled.Silent(Silence.NotAllowed, because);

        try
        {
            await socket.SendAsync(datagram, SocketFlags.None, cancellationToken);
            return null;
        }
        catch (SocketException e)
        {
            return new Dialled.Silent(Silences.Of(e), e.Message);
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return Refused;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
            {
                return buffer.Length;
            }
            catch (SocketException)
            {
                // an ICMP error of something on the way: the answer may still come
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
