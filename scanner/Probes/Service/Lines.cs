using System.Text;
using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>Answers of protocols that speak in lines.</summary>
internal static partial class Lines
{
    public static bool OneLine(ReadOnlyMemory<byte> heard) => heard.Span.Contains((byte)'\n');

    /// <summary>The last line of a reply with a code of three digits (RFC 5321 section 4.2.1): code, blank, text.</summary>
    public static bool WholeReply(ReadOnlyMemory<byte> heard) =>
        heard.Span is [.., (byte)'\n']
        && LastLine(Text(heard.Span)) is { Length: >= 3 } last
        && char.IsAsciiDigit(last[0])
        && (last.Length == 3 || last[3] != '-');

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>The code of a reply; 0 when it has none.</summary>
    public static int Code(ReadOnlySpan<byte> reply) =>
        reply is [>= (byte)'1' and <= (byte)'5', >= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9', ..]
            ? (reply[0] - '0') * 100 + (reply[1] - '0') * 10 + (reply[2] - '0')
            : 0;

    /// <summary>A product and what looks like its version, for instance <c>nginx/1.22.1</c> or <c>vsFTPd 3.0.3</c>.</summary>
    public static (string Product, string? Version) Split(string text)
    {
        var match = ProductAndVersion().Match(text);
        return match.Success ? (match.Groups["product"].Value, match.Groups["version"].Value) : (text, null);
    }

    private static string LastLine(string text)
    {
        var trimmed = text.AsSpan().TrimEnd("\r\n");
        return trimmed[(trimmed.LastIndexOf('\n') + 1)..].ToString();
    }

    [GeneratedRegex(
        @"^(?<product>[A-Za-z][A-Za-z0-9.+-]{0,40}?( [A-Za-z]{1,20})?)[/ _](?<version>\d[0-9A-Za-z.+~-]{0,30})",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ProductAndVersion();
}
