using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail;

/// <summary>
/// Message-IDs (RFC 5322 section 3.6.4) derived from recipient, edition, scope, period and copy: the same however often a letter is tried, so
/// that a mailbox that got it twice can fold it, and nobody can tell the recipient from it.
/// </summary>
public sealed class MessageIds(MailSecret secret, Sender sender)
{
    private const int KeyBytes = 12;

    /// <summary>Without the angle brackets.</summary>
    public async Task<string> OfAsync(Edition edition, string recipient, int copy, CancellationToken cancellationToken)
    {
        var words = string.Join('\n', recipient.ToLowerInvariant(), edition.Kind, edition.Scope, edition.Period, copy);
        var code = await secret.CodeAsync("message-id", words, cancellationToken);
        var key = Convert.ToHexStringLower(code.AsSpan(0, KeyBytes));
        // a period of an urgent notice has a colon, which an address must quote
        var period = edition.Period.Replace(":", "", StringComparison.Ordinal);
        return $"{period}.{EditionWords.Of(edition.Kind)}.{key}@{sender.Domain}";
    }
}

/// <summary>As whom we write. Where no relay is set, a sender at the dashboard's own host, since nothing leaves.</summary>
public sealed class Sender(IOptions<MailOptions> mail, IOptions<PublicAddressOptions> dashboard)
{
    private readonly MimeKit.MailboxAddress _mailbox =
        MailOptions.Mailbox(mail.Value.From)
        ?? new MimeKit.MailboxAddress("CyberWatch", "veille@" + new Uri(dashboard.Value.PublicAddress).IdnHost);

    /// <summary>Another one each time: a message listens to its addresses, and one of all would keep every message that was ever made.</summary>
    public MimeKit.MailboxAddress Mailbox => (MimeKit.MailboxAddress)_mailbox.Clone();

    public MimeKit.MailboxAddress? ReplyTo => MailOptions.Mailbox(mail.Value.ReplyTo);

    public string Domain => MimeKit.MailboxAddress.EncodeAddrspec(_mailbox.Address).Split('@')[^1];
}

/// <summary>Words of headers and file names, the same in all languages, so that a reader's filters hold.</summary>
internal static class EditionWords
{
    public static string Of(EditionKind kind) =>
        kind switch
        {
            EditionKind.Technical => "technique",
            EditionKind.Sector => "secteur",
            _ => "alerte",
        };

    public static string Of(DetailLevel detail) =>
        detail switch
        {
            DetailLevel.Full => "complet",
            DetailLevel.Summary => "resume",
            _ => "lien",
        };
}
