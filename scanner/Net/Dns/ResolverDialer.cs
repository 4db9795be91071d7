using System.Net.Sockets;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>The way to our own resolvers: it goes to them and nowhere else.</summary>
internal sealed class ResolverDialer(IReadOnlyCollection<System.Net.IPEndPoint> resolvers) : IDialer
{
    public async Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
    {
        var socket = Open(target, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target.Address, target.Port, cancellationToken);
            return new Dialled.Connected(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return new Dialled.Silent(Silences.Of(e), e.Message);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<DialledDatagrams> ConnectDatagramsAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
    {
        var socket = Open(target, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.ConnectAsync(target.Address, target.Port, cancellationToken);
            return new DialledDatagrams.Connected(new ResolverDatagrams(socket));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return new DialledDatagrams.Silent(Silences.Of(e), e.Message);
        }
    }

    private Socket Open(Target target, SocketType type, ProtocolType protocol) =>
        resolvers.Any(own => own.Address.Equals(target.Address) && own.Port == target.Port)
            ? new Socket(target.Address.AddressFamily, type, protocol)
            : throw new InvalidOperationException($"{target} is none of our resolvers: only they may be asked this way");

    private sealed class ResolverDatagrams(Socket socket) : IDatagrams
    {
        public async ValueTask<Dialled.Silent?> SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken)
        {
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
            try
            {
                return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return -1;
            }
        }

        public void Dispose() => socket.Dispose();
    }
}
