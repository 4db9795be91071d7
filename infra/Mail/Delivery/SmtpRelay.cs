using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>One connection to the relay, used for many letters and opened again when it is gone. For one sender at a time.</summary>
internal sealed class SmtpRelay(IOptions<MailOptions> options, RelayTrust trust, TimeProvider clock) : ILetterCarrier
{
    /// <summary>A connection that rested so long is asked whether it lives before a letter is staked on it.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);

    private RelayClient? _client;
    private DateTimeOffset _lastUse;

    /// <summary>It has answered to no letter yet: what it does now is about this one, and no old age.</summary>
    private bool _isFresh;

    public bool IsFolder => false;

    public async Task<CarrierFault?> ReadyAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true } && await LivesAsync(_client, cancellationToken))
            return null;
        Drop();
        _client = new RelayClient(options.Value, trust);
        var fault = await _client.OpenAsync(clock, cancellationToken);
        (_lastUse, _isFresh) = (clock.GetUtcNow(), true);
        if (fault is not null)
            Drop();
        return fault;
    }

    public async Task<Carried> CarryAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var client = _client ?? throw new InvalidOperationException("A letter is carried by who is ready.");
        if (client.WhyNotTo(message) is { } why)
            return new Carried.Rejected(why);
        client.IsHanding = false;
        try
        {
            var answer = await client.SendAsync(message, cancellationToken);
            (_lastUse, _isFresh) = (clock.GetUtcNow(), false);
            return new Carried.Taken(answer);
        }
        catch (SmtpCommandException e)
        {
            return Answered(client, e);
        }
        catch (Exception e)
            when (e is IOException or ProtocolException or SocketException or TimeoutException or OperationCanceledException)
        {
            return Broken(client, e.Message);
        }
        catch (ServiceNotAuthenticatedException e)
        {
            Drop();
            return new Carried.NotHanded(new(LetterErrors.Misconfigured, e.Message));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            try
            {
                await client.DisconnectAsync(quit: true, CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or ProtocolException or CommandException)
            {
                // it is left either way
            }
        }

        Drop();
    }

    private Carried Broken(RelayClient client, string said)
    {
        Drop();
        var fault = new CarrierFault(LetterErrors.Unreachable, said);
        return client.IsHanding ? new Carried.NoAnswer(said)
            : _isFresh ? new Carried.BrokenOff(fault)
            : new Carried.NotHanded(fault);
    }

    private Carried Answered(RelayClient client, SmtpCommandException e)
    {
        var said = $"{(int)e.StatusCode} {e.Message}";
        var isForGood = (int)e.StatusCode >= 500;
        (_lastUse, _isFresh) = (clock.GetUtcNow(), false);
        // 421: it hangs up, whatever was asked
        if (!client.IsConnected || e.StatusCode == SmtpStatusCode.ServiceNotAvailable)
            Drop();
        // our sender is the same in each letter, but its size goes with it (RFC 1870 section 6)
        if (e is { ErrorCode: SmtpErrorCode.SenderNotAccepted, StatusCode: not SmtpStatusCode.ExceededStorageAllocation })
            return new Carried.NotHanded(new(isForGood ? LetterErrors.Misconfigured : LetterErrors.Unreachable, said));
        return isForGood ? new Carried.Rejected(said) : new Carried.PutOff(said);
    }

    private async Task<bool> LivesAsync(RelayClient client, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - _lastUse < Rest)
            return true;
        using var patience = new CancellationTokenSource(RelayClient.Opening, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await client.NoOpAsync(either.Token);
            _lastUse = clock.GetUtcNow();
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException or TimeoutException)
        {
            return false;
        }
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
