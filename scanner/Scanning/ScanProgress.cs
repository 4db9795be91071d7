using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Scanning;

/// <summary>How far a scan is; safe for many threads.</summary>
internal sealed class ScanProgress(IProgress<ScanStep>? listener)
{
    private readonly Lock _lock = new();
    private ScanStep _now = new("", 0, 0);

    public ScanStep Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    public void Stage(string stage) => Set(now => now with { Stage = stage });

    public void Plan(int steps) => Set(now => now with { Planned = now.Planned + steps });

    public void Step() => Set(now => now with { Done = now.Done + 1 });

    private void Set(Func<ScanStep, ScanStep> change)
    {
        ScanStep next;
        lock (_lock)
            next = _now = change(_now);
        listener?.Report(next);
    }
}
