using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What keeps us from using the relay at all, in words that an operator can act on.</summary>
internal static class RelayFaults
{
    /// <summary>Null for what is no fault of a relay.</summary>
    public static CarrierFault? Of(Exception fault) =>
        fault switch
        {
            SslHandshakeException => new(
                LetterErrors.Misconfigured,
                $"TLS failed: {Reason(fault)}. A relay of a private authority needs Mail:Authorities, and Mail:Host must be a name of its certificate"
            ),
            System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException => new(
                LetterErrors.Misconfigured,
                $"signing in failed: {fault.Message}. Look at Mail:User and Mail:PasswordFile"
            ),
            NotSupportedException => new(
                LetterErrors.Misconfigured,
                $"{fault.Message} STARTTLS is required; a relay that speaks TLS from the first octet needs Mail:Security Tls"
            ),
            SmtpCommandException { StatusCode: var code } => new(LetterErrors.Unreachable, $"{(int)code} {fault.Message}"),
            SocketException or IOException or TimeoutException or ProtocolException => new(
                LetterErrors.Unreachable,
                fault.Message
            ),
            _ => null,
        };

    private static string Reason(Exception fault) => (fault.InnerException ?? fault).Message.Split('\n')[0].Trim();
}
