using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// The letters of one turn, one after the other. What came of a letter is kept in the write that claims the next, before the first octet of
/// that one leaves: half as many waits for the disk, and still one letter at most of which nobody knows.
/// </summary>
internal sealed partial class LetterTurn(LetterClaims claims, string owner, ILogger logger)
{
    private Answered? _answered;

    /// <summary>Some letter was claimed.</summary>
    public bool HasHanded { get; private set; }

    /// <summary>Null when somebody else was faster.</summary>
    public async Task<MailState?> ClaimAsync(Letter letter)
    {
        var (state, isKept) = await claims.MarkSendingAsync(letter, owner, _answered, CancellationToken.None);
        Settled(isKept);
        HasHanded |= state is not null;
        return state;
    }

    public void Answer(Letter letter, LetterOutcome outcome) => _answered = new(letter, outcome);

    /// <summary>Where no claim follows at once.</summary>
    public async Task KeepAsync()
    {
        if (_answered is { } answered)
            Settled(await claims.KeepAsync(answered, owner, CancellationToken.None));
    }

    private void Settled(bool isKept)
    {
        if (!isKept)
            LogTaken(_answered!.Letter.Id);
        _answered = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Id} had been taken over meanwhile: it may have been sent twice")]
    private partial void LogTaken(Guid id);
}
