using System.Net;
using System.Net.Sockets;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>A TCP service on a loopback address that greets, at once or when it is told to, and then waits for the other side to leave.</summary>
internal sealed class GreetingServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _speak = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _greeting;
    private readonly Task _accepting;
    private int _connections;

    public GreetingServer(string address, byte[] greeting)
    {
        _greeting = greeting;
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its asset's key.</summary>
    public string Key => $"tcp:{_listener.LocalEndpoint}";

    public int Connections => Volatile.Read(ref _connections);

    public void Speak() => _speak.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _ = TalkAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _speak.Task.WaitAsync(_end.Token);
                var stream = client.GetStream();
                await stream.WriteAsync(_greeting, _end.Token);
                while (await stream.ReadAsync(new byte[256], _end.Token) > 0)
                {
                    // whatever it says
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // the scanner hung up, or was killed
            }
        }
    }
}
