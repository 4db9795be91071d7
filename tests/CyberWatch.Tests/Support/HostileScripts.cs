using System.Text;

namespace CyberWatch.Tests.Support;

/// <summary>What a hostile server does with a connection. Each goes on for as long as the other side listens.</summary>
internal static class HostileScripts
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    /// <summary>By name, after the head of a request was read.</summary>
    public static IReadOnlyDictionary<string, Func<Stream, Task>> Web { get; } =
        new Dictionary<string, Func<Stream, Task>>
        {
            ["drip"] = stream => ForeverAsync(stream, Ok, "X", 20),
            ["headers without end"] = stream => ForeverAsync(stream, Ok, "X-A: b\r\n"),
            ["one header without end"] = stream => ForeverAsync(stream, Ok + "X-A: ", "aaaaaaaaaaaaaaaa"),
            ["continue without end"] = stream => ForeverAsync(stream, "", "HTTP/1.1 100 Continue\r\n\r\n"),
            ["status without end"] = stream => ForeverAsync(stream, "HTTP/1.1 200 ", "aaaaaaaaaaaaaaaa"),
            ["body without end"] = stream => ForeverAsync(stream, Ok + "\r\n", "<a href=x>"),
            ["compressed without end"] = stream => ForeverAsync(stream, Ok + "Content-Encoding: gzip\r\n\r\n", "\u001f\u008b\b"),
            ["chunk larger than all"] = stream =>
                ForeverAsync(stream, Ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n", "a"),
            ["chunk below nothing"] = stream =>
                OnceAsync(stream, Ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
            ["chunk words without end"] = stream => ForeverAsync(stream, Ok + "Transfer-Encoding: chunked\r\n\r\n1;", "x=y;"),
            ["trailers without end"] = stream =>
                ForeverAsync(stream, Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-T: t\r\n"),
            ["length of the moon"] = stream => OnceAsync(stream, Ok + "Content-Length: 99999999999999999999\r\n\r\nhi"),
            ["length below nothing"] = stream => OnceAsync(stream, Ok + "Content-Length: -1\r\n\r\nhi"),
            ["two lengths"] = stream => OnceAsync(stream, Ok + "Content-Length: 2\r\nContent-Length: 9\r\n\r\nhi"),
            ["length and chunks"] = stream =>
                OnceAsync(stream, Ok + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"),
            ["short body"] = stream => OnceAsync(stream, Ok + "Content-Length: 5000\r\n\r\nhi"),
            ["http 2 at once"] = stream => OnceAsync(stream, "\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0\u0080"),
            ["http 0.9"] = stream => OnceAsync(stream, "<title>old</title>"),
            ["status of three words"] = stream => OnceAsync(stream, "HTTP/1.1 abc def\r\n\r\n"),
            ["zeros"] = stream => ForeverAsync(stream, "", "\0\0\0\0\0\0\0\0"),
            ["switches"] = stream => OnceAsync(stream, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
        };

    /// <summary>Where redirects can lead that is no plain address of ours.</summary>
    public static IReadOnlyList<string> Locations { get; } =
    [
        "//",
        "///",
        "http://",
        "http://[::1%25eth0]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://0x0a.1/",
        "http://167772161/",
        "http://10.0.0.1:99999/",
        "http://10.0.0.1:0/",
        "http://a..b/",
        "http://ex ample/",
        "http://%00/",
        "http://a%2eb/",
        "http://xn--zzzzzz.hopital-nord.example/",
        "http://WWW.HOPITAL-NORD.EXAMPLE./",
        "http://www.hopital-nord.example@10.0.0.1/",
        "http://10.0.0.1\\@www.hopital-nord.example/",
        "ftp://10.0.0.1/",
        "javascript:alert(1)",
        "?" + new string('x', 40_000),
        "\u00e9\u00ff",
    ];

    /// <summary>Octets of TLS that promise more than comes, or never end.</summary>
    public static IReadOnlyDictionary<string, Func<Stream, Task>> Tls { get; } =
        new Dictionary<string, Func<Stream, Task>>
        {
            ["record cut in its head"] = stream => OnceAsync(stream, "\u0016\u0003\u0003"),
            ["record cut in its middle"] = stream => OnceAsync(stream, "\u0016\u0003\u0003\u0001\0abc"),
            ["records without content"] = stream => ForeverAsync(stream, "", "\u0016\u0003\u0003\0\0"),
            ["alerts without end"] = stream => ForeverAsync(stream, "", "\u0015\u0003\u0003\0\u0002\u0001\u0070"),
            ["message of 16 MB"] = stream =>
                ForeverAsync(stream, "\u0016\u0003\u0003\u0040\0\u000b\u00ff\u00ff\u00ff", new string('\0', 4096)),
            ["data before any hello"] = stream => ForeverAsync(stream, "", "\u0017\u0003\u0003\0\u0004abcd"),
            ["zeros"] = stream => ForeverAsync(stream, "", new string('\0', 4096)),
            ["drip"] = stream => ForeverAsync(stream, "\u0016\u0003\u0003\u0040\0", "\u0002", 20),
        };

    public static async Task ForeverAsync(Stream stream, string first, string again, int pause = 0)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(first));
        // what does not drip comes in blocks, else the test itself would be the slow one
        var block = Encoding.Latin1.GetBytes(pause > 0 ? again : string.Concat(Enumerable.Repeat(again, 512)));
        while (true)
        {
            await stream.WriteAsync(block);
            await Task.Delay(pause);
        }
    }

    private static async Task OnceAsync(Stream stream, string octets)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(octets));
        await LoopbackServer.UntilClosedAsync(stream);
    }
}
