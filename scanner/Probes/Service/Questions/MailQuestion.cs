namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>What a mail service offers before TLS: EHLO (RFC 5321), CAPA (RFC 2449), CAPABILITY (RFC 3501). An answer that is no list says nothing.</summary>
internal sealed class MailQuestion(string protocol) : IServiceQuestion
{
    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var (words, enough) = protocol switch
        {
            "smtp" => ("EHLO cyberwatch.invalid\r\n", (Func<ReadOnlyMemory<byte>, bool>)Lines.WholeReply),
            "pop3" => ("CAPA\r\n", heard => heard.Span.EndsWith("\r\n.\r\n"u8) || heard.Span.StartsWith("-ERR"u8)),
            _ => ("a1 CAPABILITY\r\n", heard => heard.Span.IndexOf("a1 "u8) >= 0 && heard.Span is [.., (byte)'\n']),
        };
        var heard = await conversation.AskAsync(Lines.Bytes(words), enough, port.Options.Answer, cancellationToken);
        var bye = protocol == "imap" ? "a2 LOGOUT\r\n" : "QUIT\r\n";
        await conversation.AskAsync(Lines.Bytes(bye), Lines.OneLine, port.Options.Greeting, cancellationToken);
        return heard.End is null ? Read(protocol, heard.Bytes, port.InsideTls) : new Recognised(protocol);
    }

    internal static Recognised Read(string protocol, ReadOnlySpan<byte> heard, bool insideTls)
    {
        var text = Lines.Text(heard).ToUpperInvariant();
        var known = new Recognised(protocol);
        if (insideTls || !IsList(protocol, text))
            return known;

        var words = text.Split([' ', '\r', '\n', '-', '='], StringSplitOptions.RemoveEmptyEntries);
        return known
            .With("starttls", words.Contains(protocol == "pop3" ? "STLS" : "STARTTLS"))
            .With("auth_before_tls", TakesPasswords(protocol, text, words));
    }

    private static bool IsList(string protocol, string text) =>
        protocol switch
        {
            "smtp" => IsWholeList(text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)),
            "pop3" => text.StartsWith("+OK", StringComparison.Ordinal) && text.Contains("\r\n", StringComparison.Ordinal),
            _ => text.Contains("* CAPABILITY ", StringComparison.Ordinal),
        };

    // a list that ends in a 421 was cut short: what it does not name may still be offered
    private static bool IsWholeList(string[] lines) =>
        lines is [.., var last]
        && last.StartsWith("250 ", StringComparison.Ordinal)
        && lines.All(line => line.StartsWith("250", StringComparison.Ordinal));

    private static bool TakesPasswords(string protocol, string text, string[] words) =>
        protocol switch
        {
            "smtp" => text.Split('\n')
                .Any(line => line.Length > 4 && line[4..].StartsWith("AUTH", StringComparison.Ordinal) && Plain(line)),
            "pop3" => words.Contains("USER")
                || text.Split('\n').Any(line => line.StartsWith("SASL", StringComparison.Ordinal) && Plain(line)),
            _ => !words.Contains("LOGINDISABLED"),
        };

    private static bool Plain(string line) =>
        line.Contains("PLAIN", StringComparison.Ordinal) || line.Contains("LOGIN", StringComparison.Ordinal);
}
