using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>A TCP server on loopback that plays the same script with every connection.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Stream, Task> _script;
    private readonly Task _accepting;
    private readonly List<Task> _playing = [];

    public LoopbackServer(Func<Stream, Task> script)
    {
        _script = script;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public Asset.Service Service(string? name = null) => new(IPAddress.Loopback, Transport.Tcp, Port, name);

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
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAny(Task.WhenAll(_playing), Task.Delay(TimeSpan.FromSeconds(5)));
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _playing.Add(PlayAsync(client));
        }
    }

    private async Task PlayAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _script(client.GetStream());
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // scanners hang up
            }
        }
    }
}
