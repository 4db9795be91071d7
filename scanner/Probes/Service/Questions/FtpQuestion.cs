namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>
/// Does FTP offer TLS (AUTH TLS, RFC 4217), does it let anonymous in. Lists, reads and writes nothing. Two connections at most: where TLS is
/// offered, the first one is given up.
/// </summary>
internal sealed class FtpQuestion : IServiceQuestion
{
    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var known = new Recognised("ftp");
        var tls = Lines.Code(await SayAsync(conversation, "AUTH TLS", port, cancellationToken));
        if (tls is 234 or >= 500)
            known = known.With("ftp_tls", tls == 234);

        if (tls != 234)
            return tls >= 500 ? await AnonymousAsync(known, conversation, port, cancellationToken) : known;

        await using var again = await port.AgainAsync(cancellationToken);
        if (again is null)
            return known;

        var greeting = await again.HearAsync(Lines.WholeReply, port.Options.LateGreeting, cancellationToken);
        return Lines.Code(greeting.Bytes) == 220 ? await AnonymousAsync(known, again, port, cancellationToken) : known;
    }

    private static async Task<Recognised> AnonymousAsync(
        Recognised known,
        Conversation conversation,
        Port port,
        CancellationToken cancellationToken
    )
    {
        var code = Lines.Code(await SayAsync(conversation, "USER anonymous", port, cancellationToken));
        if (code == 331)
            code = Lines.Code(await SayAsync(conversation, "PASS cyberwatch@", port, cancellationToken));

        await SayAsync(conversation, "QUIT", port, cancellationToken);
        return code switch
        {
            230 => known.With("ftp_anonymous", true),
            // refused for good; 421 and the like say nothing
            >= 500 and < 600 => known.With("ftp_anonymous", false),
            _ => known,
        };
    }

    private static async Task<byte[]> SayAsync(
        Conversation conversation,
        string words,
        Port port,
        CancellationToken cancellationToken
    ) =>
        (
            await conversation.AskAsync(Lines.Bytes(words + "\r\n"), Lines.WholeReply, port.Options.Answer, cancellationToken)
        ).Bytes;
}
