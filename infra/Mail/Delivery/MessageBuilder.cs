using System.Text;
using CyberWatch.Infra.Registry.Entities;
using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>A letter as mail (RFC 5322, 2045 to 2047): all that is not ASCII encoded, both texts quoted-printable, signed last.</summary>
public sealed class MessageBuilder(Sender sender, UnsubscribeTokens tokens, OneClick oneClick, LetterSigner signer)
{
    private const int LineLength = 76;

    /// <summary>The date is written in this zone.</summary>
    public async Task<Built> BuildAsync(
        RenderedLetter rendered,
        Edition edition,
        Letter letter,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        if (FaultOf(rendered, letter) is { } fault)
            return new Built.Refused(fault);

        var message = new MimeMessage
        {
            MessageId = letter.MessageId,
            Subject = Plain(rendered.Subject),
            Date = TimeZoneInfo.ConvertTime(edition.ComposedAt, zone),
            Body = BodyOf(rendered, letter.Language),
        };
        message.From.Add(sender.Mailbox);
        message.To.Add(new MailboxAddress(Encoding.UTF8, Plain(letter.RecipientName), letter.Recipient));
        if (sender.ReplyTo is { } reply)
            message.ReplyTo.Add(reply);
        AddMarks(message.Headers, edition, letter);
        if (edition.Kind == EditionKind.Urgent)
            message.Importance = MessageImportance.High;
        else
            AddUnsubscribe(message.Headers, await tokens.AddressAsync(letter.Id, cancellationToken));

        message.Prepare(EncodingConstraint.SevenBit, LineLength);
        signer.Sign(message);
        return new Built.Message(message);
    }

    private static MultipartAlternative BodyOf(RenderedLetter rendered, string language)
    {
        var body = new MultipartAlternative { Text("plain", rendered.Text, language), Text("html", rendered.Html, language) };
        // MimeKit signs a header that begins with Content only where it is the body's
        body.Headers.Add(HeaderId.ContentLanguage, language);
        return body;
    }

    private void AddMarks(HeaderList headers, Edition edition, Letter letter)
    {
        var word = EditionWords.Of(edition.Kind);
        headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        headers.Add("X-Auto-Response-Suppress", "All");
        headers.Add(HeaderId.ListId, $"<{word}.{sender.Domain}>");
        headers.Add("X-CyberWatch-Edition", word);
        headers.Add("X-CyberWatch-Week", edition.Period);
        headers.Add("X-CyberWatch-Detail", EditionWords.Of(letter.Detail));
    }

    private void AddUnsubscribe(HeaderList headers, Uri address)
    {
        headers.Add(HeaderId.ListUnsubscribe, $"<{address.AbsoluteUri}>");
        if (oneClick.IsOffered)
            headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
    }

    private static TextPart Text(string kind, string text, string language)
    {
        var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    /// <summary>A control character in what becomes a header is never cut out: whoever put it there meant something by it.</summary>
    private static string? FaultOf(RenderedLetter rendered, Letter letter)
    {
        (string Name, string Value)[] fields =
        [
            ("subject", rendered.Subject),
            ("name", letter.RecipientName),
            ("address", letter.Recipient),
            ("message id", letter.MessageId),
            ("language", letter.Language),
        ];
        if (fields.FirstOrDefault(field => field.Value.Any(IsBreak)) is { Name: { } name })
            return $"the {name} holds a control character";
        return MailOptions.Mailbox(letter.Recipient)?.Address == letter.Recipient ? null : "the address is none";
    }

    /// <summary>What only looks like an encoded word (RFC 2047) would be read as the one that it spells.</summary>
    private static string Plain(string text) =>
        text.Replace("=?", "= ?", StringComparison.Ordinal).Replace("?=", "? =", StringComparison.Ordinal);

    // U+2028 and U+2029 end a line for some readers
    private static bool IsBreak(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';
}
