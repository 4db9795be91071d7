using CyberWatch.Infra.Registry.Entities;
using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Sends what is due, one letter after the other over one connection, so that a kill leaves one letter at most of which nobody knows whether
/// it arrived. Several workers may do so at once.
/// </summary>
public sealed partial class LetterSender(
    LetterClaims claims,
    LetterPress press,
    ILetterCarrier carrier,
    CarrierRest rest,
    RestoredBackup backups,
    TimeProvider clock,
    ILogger<LetterSender> logger
)
{
    private const int Batch = 100;

    /// <summary>Until nothing is due any more, the carrier fails, or it is told to stop; a letter that is on its way is waited for.</summary>
    /// <returns>How many letters were settled, one way or the other.</returns>
    public async Task<int> DrainAsync(string owner, CancellationToken cancellationToken)
    {
        await backups.CheckAsync(cancellationToken);
        if (!rest.IsOver)
            return 0;
        var settled = 0;
        try
        {
            while (await NextAsync(cancellationToken) is { Count: > 0 } due)
            {
                foreach (var id in due)
                {
                    if (await TryAsync(id, owner, cancellationToken) is { } fault)
                    {
                        rest.Begin(fault);
                        return settled;
                    }

                    settled++;
                }
            }
        }
        finally
        {
            if (settled > 0)
                await backups.RenewAsync(CancellationToken.None);
        }

        return settled;
    }

    private async Task<IReadOnlyList<Guid>> NextAsync(CancellationToken cancellationToken)
    {
        await claims.SettleAsync(cancellationToken);
        return await claims.DueAsync(Batch, cancellationToken);
    }

    /// <returns>Why it is of no use to go on; null where the next one may be tried.</returns>
    private async Task<CarrierFault?> TryAsync(Guid id, string owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await claims.ReadAsync(id, cancellationToken) is not { } letter)
            return null;
        if (await carrier.ReadyAsync(cancellationToken) is { } fault)
        {
            await claims.SetAsideAsync(letter, LetterOutcome.Back(letter, fault), cancellationToken);
            return fault;
        }

        switch (await press.MakeAsync(letter, cancellationToken))
        {
            case Built.Message message:
                await rest.PaceAsync(cancellationToken);
                return await HandAsync(letter, message.Mime, owner);
            case var unsent:
                await claims.SetAsideAsync(letter, claims.OutcomeOf(letter, unsent), cancellationToken);
                return null;
        }
    }

    /// <summary>From the mark on a stop waits: a letter that is broken off may have arrived.</summary>
    private async Task<CarrierFault?> HandAsync(Letter letter, MimeMessage message, string owner)
    {
        if (await claims.MarkSendingAsync(letter, owner, CancellationToken.None) is not { } state)
            return null;
        backups.Count(state);
        using var patience = new CancellationTokenSource(claims.Patience, clock);
        var carried = await carrier.CarryAsync(message, patience.Token);
        if (!await claims.KeepAsync(letter, owner, claims.OutcomeOf(letter, carried, carrier.IsFolder), CancellationToken.None))
            LogTaken(letter.Id);
        if (carried is Carried.NotHanded { Fault: var fault })
            return fault;
        rest.End();
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Id} had been taken over meanwhile: it may have been sent twice")]
    private partial void LogTaken(Guid id);
}
