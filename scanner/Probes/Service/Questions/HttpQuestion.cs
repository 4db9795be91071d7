namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>One GET, to see whether the port speaks HTTP and what names itself; where a version has a fixed place (etcd, Docker), that one. The http probe asks the rest.</summary>
internal sealed class HttpQuestion : IServiceQuestion
{
    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var path = port.Number is 2375 or 2376 or 2379 or 6443 ? "/version" : "/";
        var request =
            $"GET {path} HTTP/1.1\r\nHost: {new System.Net.IPEndPoint(port.Target.Address, port.Number)}\r\nUser-Agent: {port.UserAgent}\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        var heard = await conversation.AskAsync(Lines.Bytes(request), Enough, port.Options.Answer, cancellationToken);
        return HttpReply.Read(heard.Bytes) is { } reply ? reply.Recognise()
            : SpeaksTls(heard.Bytes) ? new Recognised("tls")
            : null;
    }

    /// <summary>A TLS alert in answer to plain text (RFC 8446 section 6).</summary>
    internal static bool SpeaksTls(ReadOnlySpan<byte> heard) => heard is [0x15, 3, <= 4, 0, 2, 1 or 2, ..];

    // headers and the beginning of a body, if it comes with them; something else ends the wait at once
    private static bool Enough(ReadOnlyMemory<byte> heard) =>
        heard.Length >= 5
        && (!heard.Span.StartsWith("HTTP/"u8) || heard.Span.IndexOf("\r\n\r\n"u8) is var end and > 0 && heard.Length > end + 4);
}

/// <summary>Status, the headers that name a product, and the first kilobytes of the body.</summary>
internal sealed record HttpReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int LongestHead = 8 * 1024;
    private const int MostHeaders = 100;

    public bool WantsTls =>
        Status is 400
        && (
            Body.Contains("HTTPS", StringComparison.OrdinalIgnoreCase)
            || Body.Contains("TLS", StringComparison.Ordinal)
            || Body.Contains("SSL", StringComparison.Ordinal)
        );

    /// <summary>Null when it does not begin as HTTP/1 does.</summary>
    public static HttpReply? Read(ReadOnlySpan<byte> heard)
    {
        var text = Lines.Text(heard[..Math.Min(heard.Length, 2 * LongestHead)]);
        if (
            text.Length < 12
            || !text.StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture, out var status)
        )
        {
            return null;
        }

        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split("\r\n").Skip(1).Take(MostHeaders))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }

        return new HttpReply(status, headers, end < 0 ? "" : text[(end + 4)..]);
    }

    public Recognised Recognise()
    {
        if (ByBody() is { } known)
            return known;

        var (product, version) = Headers.TryGetValue("Server", out var server) ? Lines.Split(server) : (null, null);
        product = product is { Length: > 0 }
            ? product.Equals("squid", StringComparison.OrdinalIgnoreCase)
                ? "Squid"
                : product
            : null;
        var proxy = product == "Squid" || Headers.ContainsKey("X-Squid-Error");
        return new Recognised(
            proxy ? "http-proxy"
            : WantsTls ? "tls"
            : "http"
        )
        {
            Product = product,
            Version = version,
            Cpe = KnownProducts.CpeOf(product, version),
        };
    }

    // data services that answer a version question without log-in
    private Recognised? ByBody()
    {
        if (Status != 200 || !Body.Contains('{'))
            return null;

        if (Body.Contains("You Know, for Search", StringComparison.Ordinal))
            return Data("elasticsearch", "Elasticsearch", "number");

        if (Body.Contains("\"etcdserver\"", StringComparison.Ordinal))
            return Data("etcd", "etcd", "etcdserver");

        return Body.Contains("\"ApiVersion\"", StringComparison.Ordinal) && Body.Contains("\"Os\"", StringComparison.Ordinal)
            ? Data("docker", "Docker", "Version")
            : null;
    }

    private Recognised Data(string service, string product, string key)
    {
        var version = JsonText.Of(Body, key);
        return new Recognised(service)
        {
            Product = product,
            Version = version,
            Cpe = KnownProducts.CpeOf(product, version),
        }.With("without_login", true);
    }
}
