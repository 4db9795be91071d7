using System.Net;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>Does a proxy fetch for a stranger: asked for another web port of its own host, so that nothing leaves the perimeter.</summary>
internal static class ProxyQuestion
{
    public static async Task<Recognised> AskAsync(Recognised known, Port port, int webPort, CancellationToken cancellationToken)
    {
        await using var conversation = await port.AgainAsync(cancellationToken);
        if (conversation is null)
            return known;

        var there = new IPEndPoint(port.Target.Address, webPort);
        var request =
            $"HEAD http://{there}/ HTTP/1.1\r\nHost: {there}\r\nUser-Agent: {port.Options.UserAgent}\r\nConnection: close\r\n\r\n";
        var heard = await conversation.AskAsync(
            Lines.Bytes(request),
            bytes => bytes.Span.IndexOf("\r\n\r\n"u8) > 0,
            port.Options.Answer,
            cancellationToken
        );
        return HttpReply.Read(heard.Bytes) is { } reply ? Read(known, reply) : known;
    }

    /// <summary>Its own error pages carry no answer of the web port; a refusal is 403 or 407.</summary>
    internal static Recognised Read(Recognised known, HttpReply reply) =>
        reply.Status is 403 or 407 && reply.Headers.ContainsKey("X-Squid-Error") ? known.With("http_proxy_open", false)
        : reply.Status is >= 200 and < 400 && reply.Headers.ContainsKey("Via") ? known.With("http_proxy_open", true)
        : known;
}
