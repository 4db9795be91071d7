using System.Diagnostics.CodeAnalysis;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// What planning came to: editions that got letters and these letters, editions that a fault of ours kept from being composed, and those for
/// which it is too early.
/// </summary>
public sealed record Planning(ReportedWeek Week, int Editions, int Letters, int Broken)
{
    public int Early { get; init; }

    public static Planning Nothing(ReportedWeek week) => new(week, 0, 0, 0);
}

/// <summary>Plans the letters of a week, edition by edition: one that cannot be composed keeps no other back.</summary>
public sealed partial class LetterPlanner(LetterRoll roll, LetterOutbox outbox, TimeProvider clock, ILogger<LetterPlanner> logger)
{
    /// <summary>What is due by this clock: from Monday morning to the Sunday after, the week that is over.</summary>
    public async Task<Planning> PlanDueAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var week = LetterTimes.LastOver(now, zone);
        return now < LetterTimes.DueOf(week, zone)
            ? Planning.Nothing(week)
            : await PlanAsync(week, round => round.Zone.Id == zone.Id, cancellationToken);
    }

    /// <summary>How long it is by this clock until the letters of the last week are due; nothing or less where they are.</summary>
    public TimeSpan UntilDue(TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        return LetterTimes.DueOf(LetterTimes.LastOver(now, zone), zone) - now;
    }

    /// <summary>What is not planned yet of a week, where it is over: what is over here may still run overseas.</summary>
    public async Task<Planning> PlanOverAsync(ReportedWeek week, CancellationToken cancellationToken)
    {
        var (now, early) = (clock.GetUtcNow(), 0);
        var planning = await PlanAsync(week, IsOver, cancellationToken);
        return planning with { Early = early };

        bool IsOver(Round round)
        {
            var isOver = week.Monday <= LetterTimes.LastOver(now, round.Zone).Monday;
            early += isOver ? 0 : 1;
            return isOver;
        }
    }

    /// <summary>The editions of a week that are wanted, as far as they are not planned yet.</summary>
    public async Task<Planning> PlanAsync(ReportedWeek week, Func<Round, bool> isWanted, CancellationToken cancellationToken)
    {
        var planning = Planning.Nothing(week);
        foreach (var round in (await roll.OfWeekAsync(week, cancellationToken)).Where(isWanted))
        {
            planning = await TryAsync(round, week, cancellationToken) switch
            {
                null => planning with { Broken = planning.Broken + 1 },
                0 => planning,
                { } letters => planning with { Editions = planning.Editions + 1, Letters = planning.Letters + letters },
            };
        }

        if (planning.Letters > 0)
            LogPlanned(planning.Letters, planning.Editions, week);
        return planning;
    }

    [SuppressMessage("Design", "CA1031", Justification = "One edition that breaks must not keep the others back.")]
    private async Task<int?> TryAsync(Round round, ReportedWeek week, CancellationToken cancellationToken)
    {
        try
        {
            return await outbox.PlanAsync(round, week, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(e, round.Scope, week);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Letters} letters of {Editions} editions are planned for week {Week}"
    )]
    private partial void LogPlanned(int letters, int editions, ReportedWeek week);

    [LoggerMessage(Level = LogLevel.Error, Message = "The letter about {Scope} for week {Week} could not be composed")]
    private partial void LogBroken(Exception exception, LetterScope scope, ReportedWeek week);
}
