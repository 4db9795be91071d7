namespace CyberWatch.EndToEnd.Lab;

/// <summary>The lab's hospitals after two full scans, the second when the second look is due. Made once for the tests that share it.</summary>
public sealed class ScannedHospitals(LabFixture lab) : IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private Installation? _installation;

    public async Task<Installation> ReadyAsync(CancellationToken cancellationToken)
    {
        var settings = await lab.StartedAsync(cancellationToken);
        await _once.WaitAsync(cancellationToken);
        try
        {
            return _installation ??= await ScanTwiceAsync(settings, cancellationToken);
        }
        finally
        {
            _once.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _once.Dispose();
        _installation?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<Installation> ScanTwiceAsync(LabSettings settings, CancellationToken cancellationToken)
    {
        var installation = await Installation.OfTheLabAsync(settings, cancellationToken);
        await installation.ScanAllAsync(cancellationToken);
        await Task.Delay(Installation.SecondLookAfter, TimeProvider.System, cancellationToken);
        await installation.ScanAllAsync(cancellationToken);
        return installation;
    }
}
