using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What the operator is told of the mail at start-up, one sentence a line. No password.</summary>
public sealed class MailStatement(
    IOptions<MailOptions> mail,
    IOptions<DkimOptions> dkim,
    Sender sender,
    OneClick oneClick,
    DataFolder data
)
{
    public IReadOnlyList<string> Sentences => [.. mail.Value.HasRelay ? Relayed() : Written()];

    private IEnumerable<string> Written()
    {
        yield return $"No mail relay is set (Mail:Host): letters are written as files to {Path.Combine(data.Root, LetterFolder.Name)}, and nobody gets them.";
    }

    private IEnumerable<string> Relayed()
    {
        var options = mail.Value;
        var secured = options.Security switch
        {
            MailSecurity.StartTls => "with STARTTLS",
            MailSecurity.Tls => "over TLS",
            _ => "in clear on this machine",
        };
        var signedIn = options.User.Length > 0 ? $"as {options.User}" : "without signing in";
        yield return $"Letters go through {options.Host}:{options.PortOrDefault} {secured}, {signedIn}, from {sender.Mailbox.Address}.";
        if (dkim.Value.IsSet)
            yield return $"They are signed by DKIM as {dkim.Value.Selector}._domainkey.{dkim.Value.Domain}{Unaligned()}.";
        yield return oneClick.WhyNot is { } why
            ? $"Unsubscribing by one click is left out: {why}."
            : "Unsubscribing by one click is offered (RFC 8058).";
    }

    private string Unaligned() =>
        sender.Domain.Equals(dkim.Value.Domain, StringComparison.OrdinalIgnoreCase)
        || sender.Domain.EndsWith('.' + dkim.Value.Domain, StringComparison.OrdinalIgnoreCase)
            ? ""
            : $", which is not the sender's domain {sender.Domain}: DMARC will not count it";
}
