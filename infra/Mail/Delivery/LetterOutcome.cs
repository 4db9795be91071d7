using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What a letter becomes after a try. Pure.</summary>
public sealed record LetterOutcome(LetterState State, int Attempts, DateTimeOffset DueAt, string? Error)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    public string? Receipt { get; private init; }
    public DateTimeOffset? SentAt { get; private init; }

    public static LetterOutcome Of(Letter letter, Carried carried, bool isFolder, MailOptions options, DateTimeOffset now)
    {
        var attempts = letter.Attempts + 1;
        return carried switch
        {
            Carried.Taken taken => new(isFolder ? LetterState.Written : LetterState.Sent, attempts, letter.DueAt, null)
            {
                Receipt = LetterErrors.Bounded(taken.Receipt),
                SentAt = now,
            },
            Carried.Rejected it => new(LetterState.Failed, attempts, now, LetterErrors.With(LetterErrors.Rejected, it.Said)),
            Carried.PutOff it => Later(letter, LetterErrors.With(LetterErrors.PutOff, it.Said), options, now),
            Carried.NoAnswer it => new(
                attempts < options.Tries ? LetterState.Unknown : LetterState.Failed,
                attempts,
                now + options.AnswerWait,
                LetterErrors.With(LetterErrors.NoAnswer, it.Said)
            ),
            Carried.BrokenOff { Fault: var it } => Later(letter, LetterErrors.With(it.Word, it.Said), options, now),
            Carried.NotHanded it => Back(letter, it.Fault),
            _ => throw new InvalidOperationException($"An outcome that no letter knows: {carried}"),
        };
    }

    /// <summary>Not the letter's fault: it waits as it did, and says why.</summary>
    public static LetterOutcome Back(Letter letter, CarrierFault fault) =>
        new(letter.State, letter.Attempts, letter.DueAt, LetterErrors.With(fault.Word, fault.Said));

    /// <summary>Tried again after a pause that doubles, until it was tried often enough.</summary>
    public static LetterOutcome Later(Letter letter, string error, MailOptions options, DateTimeOffset now)
    {
        var attempts = letter.Attempts + 1;
        var pause = options.FirstRetry * Math.Pow(2, Math.Min(attempts, 20) - 1);
        return attempts < options.Tries
            ? new(LetterState.Planned, attempts, now + (pause < LongestPause ? pause : LongestPause), error)
            : new(LetterState.Failed, attempts, now, error);
    }

    public static LetterOutcome Dropped(Letter letter, string error) =>
        new(LetterState.Dropped, letter.Attempts, letter.DueAt, error);

    public static LetterOutcome Failed(Letter letter, string error) =>
        new(LetterState.Failed, letter.Attempts, letter.DueAt, error);
}
