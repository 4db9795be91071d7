using System.Net;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>A TCP service on a loopback address that greets, at once or when it is told to, and then waits for the other side to leave.</summary>
internal sealed class GreetingServer : IAsyncDisposable
{
    private readonly TaskCompletionSource _speak = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _greeting;
    private readonly LoopbackServer _server;

    public GreetingServer(string address, byte[] greeting)
    {
        _greeting = greeting;
        _server = new LoopbackServer(TalkAsync, IPAddress.Parse(address));
    }

    /// <summary>Its asset's key.</summary>
    public string Key => _server.Service().Key;

    public int Connections => _server.Connections;

    public void Speak() => _speak.TrySetResult();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(Stream stream, CancellationToken end)
    {
        await _speak.Task.WaitAsync(end);
        await stream.WriteAsync(_greeting, end);
        while (await stream.ReadAsync(new byte[256], end) > 0)
        {
            // whatever it says
        }
    }
}
