using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>A connection to the relay, which tells whether a letter is on its way: what fails before that has certainly not been taken.</summary>
internal sealed class RelayClient : SmtpClient
{
    /// <summary>Opening a connection and its greeting; RFC 5321 section 4.5.3.2.1 would allow 5 minutes.</summary>
    internal static readonly TimeSpan Opening = TimeSpan.FromMinutes(2);

    private readonly MailOptions _mail;
    private readonly RelayTrust _trust;

    public RelayClient(MailOptions mail, RelayTrust trust)
    {
        (_mail, _trust) = (mail, trust);
        Timeout = (int)mail.AnswerWait.TotalMilliseconds;
        trust.Apply(this);
    }

    public bool IsHanding { get; set; }

    /// <summary>Why it cannot write the address of this message (RFC 6531); null where it can.</summary>
    public string? WhyNotTo(MimeMessage message) =>
        !Capabilities.HasFlag(SmtpCapabilities.UTF8)
        && message.To.Mailboxes.Any(mailbox => !System.Text.Ascii.IsValid(mailbox.LocalPart))
            ? "the relay takes no address with letters beyond ASCII before the @ (it offers no SMTPUTF8)"
            : null;

    /// <returns>Null once it is connected and signed in.</returns>
    public async Task<CarrierFault?> OpenAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Opening, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var socket = await SocketAsync(either.Token);
            await ConnectAsync(socket, _mail.Host, _mail.PortOrDefault, SecurityOf(_mail.Security), either.Token);
            if (_mail.User.Length > 0)
                await AuthenticateAsync(_mail.User, _trust.Password, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(LetterErrors.Unreachable, $"no answer within {Opening.TotalSeconds:0} s");
        }
        catch (NotSupportedException e) when (IsConnected)
        {
            return new(
                LetterErrors.Misconfigured,
                $"signing in failed: {e.Message} Clear Mail:User, or use the port on which the relay lets senders sign in"
            );
        }
        catch (Exception e) when (RelayFaults.Of(e) is { } fault)
        {
            return fault;
        }
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        IsHanding = true;
        base.OnRecipientAccepted(message, mailbox, response);
    }

    /// <summary>The end of a letter leaves at once: held back until the relay acknowledges what went before, each would cost some 40 ms.</summary>
    private async Task<Socket> SocketAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_mail.Host, _mail.PortOrDefault, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) =>
        security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
}
