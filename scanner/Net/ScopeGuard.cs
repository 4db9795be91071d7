using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// The guard of one scan. Reads perimeter and mandates again every two seconds, so that an exclusion made in the middle counts; when they
/// cannot be read for half a minute, nothing leaves any more.
/// </summary>
internal sealed partial class ScopeGuard : IScopeGuard, IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<IPAddress, ImmutableList<Lead>> _leads = new();
    private readonly ConcurrentDictionary<ScopeWatching, byte> _watches = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Func<CancellationToken, Task<ScopeTable?>> _read;
    private readonly LeaseTerm? _term;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Task _reading;
    private volatile Reading _last;

    private ScopeGuard(
        ScopeTable first,
        LeaseTerm? term,
        Func<CancellationToken, Task<ScopeTable?>> read,
        TimeProvider clock,
        ILogger logger
    )
    {
        (_term, _read, _clock, _logger) = (term, read, clock, logger);
        _last = new Reading(first, clock.GetUtcNow());
        _reading = KeepReadingAsync();
    }

    /// <summary>What the guard decides by at the moment; for the plan of the scan.</summary>
    public Perimeter Perimeter => _last.Table.Perimeter;

    /// <summary>Null when the registry has no such establishment.</summary>
    /// <param name="read">Reads perimeter and mandates.</param>
    /// <param name="term">The lease of the establishment, where there is one: nothing leaves once it is over.</param>
    /// <param name="clock">Ours.</param>
    /// <param name="logger">Told what was denied.</param>
    /// <param name="cancellationToken">Stops the first reading.</param>
    public static async Task<ScopeGuard?> OpenAsync(
        Func<CancellationToken, Task<ScopeTable?>> read,
        LeaseTerm? term,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken
    ) => await read(cancellationToken) is { } table ? new ScopeGuard(table, term, read, clock, logger) : null;

    public Clearance Ask(Question question)
    {
        var clearance = Decide(question);
        if (clearance is Clearance.Denied denied)
            LogDenied(Perimeter.Finess, question.Purpose, question.Transport, question.Address, question.Port, denied.Because);

        return clearance;
    }

    public void Learn(Lead lead) =>
        _leads.AddOrUpdate(lead.Address, [lead], (_, known) => known.Contains(lead) ? known : known.Add(lead));

    public bool Covers(string name) => Perimeter.Covers(name);

    public ScopeWatch Watch(Question question)
    {
        var watch = new ScopeWatching(() => Ask(question), gone => _watches.TryRemove(gone, out _));
        _watches[watch] = 0;
        watch.Look();
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    private Clearance Decide(Question question)
    {
        if (_term is { IsOver: true })
            return new Clearance.Denied("the lease of this establishment was not renewed in time");

        var (table, at) = _last;
        var now = _clock.GetUtcNow();
        return now - at > Stale
            ? new Clearance.Denied($"perimeter and mandates could not be read since {at:u}")
            : table.Decide(question, _leads.GetValueOrDefault(question.Address, []), now);
    }

    private async Task KeepReadingAsync()
    {
        using var timer = new PeriodicTimer(Period, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                await ReadAgainAsync();
                foreach (var (watch, _) in _watches)
                    watch.Look();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // the scan is over
        }
    }

    private async Task ReadAgainAsync()
    {
        try
        {
            if (await _read(_end.Token) is { } table)
                _last = new Reading(table, _clock.GetUtcNow());
        }
        // whatever it is: what was read before grows old, and then nothing leaves
        catch (Exception e) when (e is InvalidDataException or DbException || RegistryAway.Is(e))
        {
            LogUnread(e, Perimeter.Finess);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Finess}: {Purpose} over {Transport} to {Address} port {Port} refused by {Because}"
    )]
    private partial void LogDenied(
        string finess,
        Purpose purpose,
        Transport transport,
        IPAddress address,
        int port,
        string because
    );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Finess}: perimeter and mandates cannot be read; scanning stops if this lasts"
    )]
    private partial void LogUnread(Exception exception, string finess);

    private sealed record Reading(ScopeTable Table, DateTimeOffset At);
}
