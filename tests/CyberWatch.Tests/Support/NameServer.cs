using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Tests.Support;

/// <summary>A name server on loopback that answers as a test says: octets in, datagrams out. TCP may be left closed.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private readonly Socket _udp;

    // bound even where it does not listen: connections are refused then, and no other test can get the port
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _serving = [];

    /// <param name="udp">The datagrams that answer one query, in order.</param>
    /// <param name="tcp">Serves one connection after its query was read; null: the port is closed.</param>
    public NameServer(Func<byte[], IEnumerable<byte[]>> udp, Func<byte[], Stream, CancellationToken, Task>? tcp = null)
    {
        (_udp, _tcp) = OnOnePort();
        EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        _serving.Add(ServeUdpAsync(udp));
        if (tcp is not null)
        {
            _tcp.Listen();
            _serving.Add(ServeTcpAsync(tcp));
        }
    }

    public IPEndPoint EndPoint { get; }
    public int Datagrams { get; private set; }
    public int Connections { get; private set; }

    /// <summary>One message on a TCP stream, with its length before it.</summary>
    public static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await Task.WhenAll(_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private static (Socket Udp, Socket Tcp) OnOnePort()
    {
        while (true)
        {
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(tcp.LocalEndPoint!);
                return (udp, tcp);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync(Func<byte[], IEnumerable<byte[]>> answer)
    {
        var buffer = new byte[4096];
        while (!_closing.IsCancellationRequested)
        {
            var from = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
            Datagrams++;
            foreach (var datagram in answer(buffer[..from.ReceivedBytes]))
            {
                await _udp.SendToAsync(datagram, from.RemoteEndPoint, _closing.Token);
            }
        }
    }

    private async Task ServeTcpAsync(Func<byte[], Stream, CancellationToken, Task> serve)
    {
        while (!_closing.IsCancellationRequested)
        {
            await using var stream = new NetworkStream(await _tcp.AcceptAsync(_closing.Token), ownsSocket: true);
            Connections++;
            var head = new byte[2];
            await stream.ReadExactlyAsync(head, _closing.Token);
            var query = new byte[(head[0] << 8) | head[1]];
            await stream.ReadExactlyAsync(query, _closing.Token);
            await serve(query, stream, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
