using CyberWatch.Infra.Registry.Entities;
using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Sends what is due, one letter after the other over one connection, so that a kill leaves one letter at most of which nobody knows whether
/// it arrived. Several workers may do so at once.
/// </summary>
public sealed class LetterSender(
    LetterSettlement settlement,
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

    /// <summary>Asks the carrier whether it would take a letter: what is wrong with a relay is said at start-up and not on Monday morning.</summary>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        if (await carrier.ReadyAsync(cancellationToken) is { } fault)
            rest.Begin(fault);
    }

    /// <summary>Until nothing is due any more, the carrier fails, or it is told to stop; a letter that is on its way is waited for.</summary>
    public async Task DrainAsync(string owner, CancellationToken cancellationToken)
    {
        await backups.CheckAsync(cancellationToken);
        if (!rest.IsOver)
            return;
        var turn = new LetterTurn(claims, owner, logger);
        try
        {
            await DrainAsync(turn, cancellationToken);
        }
        finally
        {
            await turn.KeepAsync();
            if (turn.HasHanded)
                await backups.RenewAsync(CancellationToken.None);
        }
    }

    private async Task DrainAsync(LetterTurn turn, CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                if (await TryAsync(id, turn, cancellationToken) is { } fault)
                {
                    rest.Begin(fault);
                    return;
                }
            }

            await turn.KeepAsync();
        }
    }

    private async Task<IReadOnlyList<Guid>> NextAsync(CancellationToken cancellationToken)
    {
        await settlement.RunAsync(cancellationToken);
        return await claims.DueAsync(Batch, cancellationToken);
    }

    /// <returns>Why it is of no use to go on; null where the next one may be tried.</returns>
    private async Task<CarrierFault?> TryAsync(Guid id, LetterTurn turn, CancellationToken cancellationToken)
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
                if (rest.HasPause)
                    await turn.KeepAsync();
                await rest.PaceAsync(cancellationToken);
                return await HandAsync(letter, message.Mime, turn);
            case var unsent:
                await claims.SetAsideAsync(letter, unsent, cancellationToken);
                return null;
        }
    }

    /// <summary>From the mark on a stop waits: a letter that is broken off may have arrived.</summary>
    private async Task<CarrierFault?> HandAsync(Letter letter, MimeMessage message, LetterTurn turn)
    {
        if (await turn.ClaimAsync(letter) is not { } state)
            return null;
        backups.Count(state);
        using var patience = new CancellationTokenSource(claims.Patience, clock);
        var carried = await carrier.CarryAsync(message, patience.Token);
        turn.Answer(letter, claims.OutcomeOf(letter, carried, carrier.IsFolder));
        if (carried is not Carried.Taken)
            // the next one may have to wait for a new connection
            await turn.KeepAsync();
        var fault = carried switch
        {
            Carried.NotHanded it => it.Fault,
            Carried.BrokenOff it => it.Fault,
            _ => null,
        };
        if (fault is null)
            rest.End();
        return fault;
    }
}
