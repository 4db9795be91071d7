using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>The medians of a day, read once for the letters of a Monday morning: they go over all establishments.</summary>
internal sealed class MedianShelf(StandingQueries standings, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private (DateOnly Day, DateTimeOffset ReadAt, Medians Medians)? _last;

    public async Task<Medians> OfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_last is { } last && last.Day == day && now - last.ReadAt < Fresh)
            return last.Medians;
        var medians = await standings.MediansAsync(day, cancellationToken);
        _last = (day, now, medians);
        return medians;
    }
}
