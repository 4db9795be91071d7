using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CyberWatch.Tests.Support;

/// <summary>Answers requests with bytes as they were written in the test, one request a connection; keeps what it was asked.</summary>
internal static class WebServer
{
    private static readonly Lazy<X509Certificate2> Certificate = new(() =>
        MadeCertificates.SelfSigned(
            "CN=web",
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero)
        )
    );

    /// <param name="answer">From the head of a request to the whole answer; null ends the connection without one.</param>
    public static LoopbackServer Plain(Func<string, string?> answer) => new(stream => ServeAsync(stream, answer));

    public static LoopbackServer Secure(Func<string, string?> answer) =>
        new(async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(Certificate.Value);
            await ServeAsync(tls, answer);
        });

    public static string PathOf(string head) => head.Split(' ')[1];

    public static string Page(string html, params string[] headers) =>
        Answer("200 OK", html, ["Content-Type: text/html", .. headers]);

    public static string File(string content, string type = "application/octet-stream") =>
        Answer("200 OK", content, [$"Content-Type: {type}"]);

    public static string NotFound => Answer("404 Not Found", "<title>404</title>nothing here", ["Content-Type: text/html"]);

    public static string Redirect(string to) => Answer("301 Moved Permanently", "", [$"Location: {to}"]);

    public static string Answer(string status, string body, string[] headers) =>
        $"HTTP/1.1 {status}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>The head of a request, whole; null when the other side left or speaks another protocol.</summary>
    public static async Task<string?> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0 || (head.Length == 0 && buffer[0] != 'G'))
                return null;

            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return head.ToString();
    }

    private static async Task ServeAsync(Stream stream, Func<string, string?> answer)
    {
        if (await HeadAsync(stream) is { } head && answer(head) is { } octets)
            await stream.WriteAsync(Encoding.Latin1.GetBytes(octets));
    }
}
