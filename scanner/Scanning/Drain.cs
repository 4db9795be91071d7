namespace CyberWatch.Scanner.Scanning;

/// <summary>Tells the scans of this process that it is to stop: what is being asked is finished, and nothing else is begun.</summary>
internal sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource _begun = new();

    public CancellationToken Begun => _begun.Token;

    public bool HasBegun => _begun.IsCancellationRequested;

    public void Begin() => _begun.Cancel();

    public void Dispose() => _begun.Dispose();
}
