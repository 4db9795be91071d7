using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>Places for nmap processes, one room for all scans of this worker.</summary>
public sealed class NmapRoom : IDisposable
{
    private readonly SemaphoreSlim _places;

    public NmapRoom(IOptions<NmapOptions> options)
    {
        Places = options.Value.AtOnce > 0 ? options.Value.AtOnce : Environment.ProcessorCount + 1;
        _places = new SemaphoreSlim(Places);
    }

    public int Places { get; }

    /// <summary>Waits for a place; it is free again when what is returned is disposed.</summary>
    internal async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return new Place(_places);
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                places.Release();
        }
    }
}
