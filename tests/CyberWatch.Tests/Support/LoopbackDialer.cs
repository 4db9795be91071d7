using System.Net;
using System.Net.Sockets;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Tests.Support;

/// <summary>A way out that leads to loopback and nowhere else, and counts what it was asked.</summary>
internal sealed class LoopbackDialer : IDialer
{
    private readonly List<Target> _asked = [];

    /// <summary>Where the ports of a site stand here; a port that is not named leads to itself.</summary>
    public Dictionary<int, int> Ports { get; } = [];

    /// <summary>Every connection that was asked for, in order.</summary>
    public IReadOnlyList<Target> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public async Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
    {
        Assert.True(IPAddress.IsLoopback(target.Address), $"{target} is not on loopback");
        lock (_asked)
        {
            _asked.Add(target);
        }

        var socket = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Address, Ports.GetValueOrDefault(target.Port, target.Port), cancellationToken);
            return new Dialled.Connected(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return new Dialled.Silent(Silences.Of(e), e.Message);
        }
    }

    public Task<DialledDatagrams> ConnectDatagramsAsync(Target target, Purpose purpose, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no datagrams in this test");
}
