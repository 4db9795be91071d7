using System.Net;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>Does a proxy fetch for a stranger: asked for a web port of its own host, so that nothing leaves the perimeter.</summary>
internal static class ProxyQuestion
{
    public static async Task<Recognised> AskAsync(Recognised known, Port port, int webPort, CancellationToken cancellationToken)
    {
        await using var conversation = await port.AgainAsync(cancellationToken);
        if (conversation is null)
            return known;

        var there = new IPEndPoint(port.Target.Address, webPort);
        var request =
            $"HEAD http://{there}/ HTTP/1.1\r\nHost: {there}\r\nUser-Agent: {port.UserAgent}\r\nConnection: close\r\n\r\n";
        var heard = await conversation.AskAsync(
            Lines.Bytes(request),
            bytes => bytes.Span.IndexOf("\r\n\r\n"u8) > 0,
            port.Options.Answer,
            cancellationToken
        );
        return HttpReply.Read(heard.Bytes) is { } reply ? Read(known, reply) : known;
    }

    /// <summary>
    /// A refusal is 403 or 407 of the proxy itself. What came through it is an answer with Via; where nothing listens on that port, its
    /// complaint that it could not connect shows as well that it tried.
    /// </summary>
    internal static Recognised Read(Recognised known, HttpReply reply)
    {
        var error = reply.Headers.GetValueOrDefault("X-Squid-Error", "");
        var tried = error.StartsWith("ERR_CONNECT_FAIL", StringComparison.Ordinal);
        return reply.Status is 403 or 407 && error.Length > 0 ? known.With("http_proxy_open", false)
            : tried || (reply.Status is >= 200 and < 400 && reply.Headers.ContainsKey("Via"))
                ? known.With("http_proxy_open", true)
            : known;
    }
}
