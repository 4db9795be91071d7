using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>The way out of one scan: its guard, which keeps reading the registry until this is disposed, and the dialer that asks it.</summary>
public sealed class WayOut : IAsyncDisposable
{
    private readonly ScopeGuard _guard;

    internal WayOut(ScopeGuard guard, IDialer dialer, IPortScanner ports) => (_guard, Dialer, Ports) = (guard, dialer, ports);

    public IScopeGuard Guard => _guard;

    public IDialer Dialer { get; }

    public IPortScanner Ports { get; }

    /// <summary>Perimeter and mandates as they were last read, for the plan.</summary>
    public Perimeter Perimeter => _guard.Perimeter;

    public ValueTask DisposeAsync() => _guard.DisposeAsync();
}
