using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>A TCP server on loopback that plays the same script with every connection.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Stream, CancellationToken, Task> _script;
    private readonly Task _accepting;
    private readonly List<Task> _playing = [];
    private int _connections;

    public LoopbackServer(Func<Stream, Task> script)
        : this((stream, _) => script(stream)) { }

    /// <param name="script">Is told when the test is over.</param>
    /// <param name="address">Null: 127.0.0.1.</param>
    public LoopbackServer(Func<Stream, CancellationToken, Task> script, IPAddress? address = null)
    {
        _script = script;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = Task.Run(AcceptAsync);
    }

    public IPEndPoint EndPoint { get; }

    public int Port => EndPoint.Port;

    public int Connections => Volatile.Read(ref _connections);

    public Asset.Service Service(string? name = null) => new(EndPoint.Address, Transport.Tcp, Port, name);

    /// <summary>A port on which nothing listens any more.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the other side ends the connection.</summary>
    public static async Task UntilClosedAsync(Stream stream)
    {
        while (await stream.ReadAsync(new byte[4096]) > 0)
        {
            // what it says does not matter here
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAny(Task.WhenAll(_playing), Task.Delay(TimeSpan.FromSeconds(5)));
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            Interlocked.Increment(ref _connections);
            _playing.RemoveAll(played => played.IsCompleted);
            _playing.Add(PlayAsync(client));
        }
    }

    private async Task PlayAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await _script(client.GetStream(), _end.Token);
            }
            catch (Exception e)
                when (e is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // the other side hung up or was killed, or the test is over
            }
        }
    }
}
