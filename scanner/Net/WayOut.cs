using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>The way out of one scan: its guard, which keeps reading the registry until this is disposed, its part in the rate of all workers, and the dialer.</summary>
public sealed class WayOut : IAsyncDisposable
{
    private readonly ScopeGuard _guard;
    private readonly IAsyncDisposable _rate;

    internal WayOut(ScopeGuard guard, IAsyncDisposable rate, IDialer dialer, IPortScanner ports) =>
        (_guard, _rate, Dialer, Ports) = (guard, rate, dialer, ports);

    public IScopeGuard Guard => _guard;

    public IDialer Dialer { get; }

    public IPortScanner Ports { get; }

    /// <summary>Perimeter and mandates as they were last read, for the plan.</summary>
    public Perimeter Perimeter => _guard.Perimeter;

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync();
        await _rate.DisposeAsync();
    }
}
