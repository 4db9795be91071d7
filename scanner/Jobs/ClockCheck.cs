using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Compares our clock with the registry's. Leases do not depend on ours; what is due, the times of findings and the days of mandates do.
/// </summary>
internal sealed partial class ClockCheck(
    IDbContextFactory<RegistryContext> registry,
    RegistryClock leases,
    TimeProvider clock,
    ILogger<ClockCheck> logger
)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(2);
    private bool _warned;

    /// <summary>Seconds that our clock was ahead of the registry's when it was last looked at; 0: in step.</summary>
    public int SecondsOff { get; private set; }

    /// <summary>What the registry's clock shows, and a warning where ours is out of step.</summary>
    public async Task<(DateTimeOffset Now, IReadOnlyList<Remark> Warnings)> LookAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var before = clock.GetUtcNow();
        var theirs = await leases.NowAsync(context, cancellationToken);
        var seconds = Off(before, theirs, clock.GetUtcNow());
        if (seconds != 0 && !_warned)
            LogOff(seconds);
        (SecondsOff, _warned) = (seconds, seconds != 0);
        return (theirs, _warned ? [new Remark.ClockOff(seconds)] : []);
    }

    /// <summary>Seconds that ours is ahead of theirs; 0 where the time that the question took could explain it, or nearly.</summary>
    internal static int Off(DateTimeOffset before, DateTimeOffset theirs, DateTimeOffset after)
    {
        var off =
            before - theirs > TimeSpan.Zero ? before - theirs
            : after - theirs < TimeSpan.Zero ? after - theirs
            : TimeSpan.Zero;
        return off.Duration() > Tolerated ? (int)Math.Round(off.TotalSeconds) : 0;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This worker's clock is {Seconds} s ahead of the registry's (negative: behind). Let both follow the same time servers."
    )]
    private partial void LogOff(int seconds);
}
