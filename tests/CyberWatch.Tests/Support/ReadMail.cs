using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CyberWatch.Tests.Support;

/// <summary>
/// Reads a mail by hand, with nothing of the library that wrote it: headers unfolded (RFC 5322 section 2.2.3), encoded words (RFC 2047),
/// parts between boundaries (RFC 2046 section 5.1), quoted-printable (RFC 2045 section 6.7).
/// </summary>
internal sealed partial class ReadMail
{
    private readonly List<(string Name, string Raw)> _headers = [];

    private ReadMail(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Folds().Replace(text[..end], "");
        foreach (var line in head.Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            _headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        Body = text[(end + 4)..];
    }

    /// <summary>As it stands, not decoded.</summary>
    public string Body { get; }

    public IReadOnlyList<string> Names => [.. _headers.Select(header => header.Name)];

    public IReadOnlyList<ReadMail> Parts
    {
        get
        {
            var boundary = Boundary().Match(Raw("Content-Type")!).Groups["it"].Value;
            var pieces = ("\r\n" + Body).Split("\r\n--" + boundary);
            Assert.StartsWith("--", pieces[^1], StringComparison.Ordinal);
            return [.. pieces[1..^1].Select(piece => new ReadMail(piece.TrimStart('\r', '\n')))];
        }
    }

    /// <summary>The body, decoded; in UTF-8, which is all we write.</summary>
    public string Text
    {
        get
        {
            Assert.Equal("quoted-printable", Raw("Content-Transfer-Encoding"), ignoreCase: true);
            Assert.Contains("charset=utf-8", Raw("Content-Type"), StringComparison.OrdinalIgnoreCase);
            return Unquoted(Body.Replace("=\r\n", "", StringComparison.Ordinal));
        }
    }

    public static ReadMail Of(byte[] octets)
    {
        Assert.All(octets, octet => Assert.InRange(octet, 1, 126));
        var text = Encoding.ASCII.GetString(octets);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 998, line));
        return new ReadMail(text);
    }

    public static ReadMail OfMime(MimeKit.MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = MimeKit.FormatOptions.Default.Clone();
        format.NewLineFormat = MimeKit.NewLineFormat.Dos;
        message.WriteTo(format, stream, TestContext.Current.CancellationToken);
        return Of(stream.ToArray());
    }

    /// <summary>The one header of this name, as it stands; null where there is none.</summary>
    public string? Raw(string name) =>
        _headers.SingleOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Raw;

    /// <summary>The same with its encoded words decoded.</summary>
    public string? Header(string name) =>
        Raw(name) is { } raw ? Word().Replace(BetweenWords().Replace(raw, "?==?"), word => Decoded(word)) : null;

    private static string Decoded(Match word)
    {
        Assert.Equal("utf-8", word.Groups["charset"].Value, ignoreCase: true);
        var text = word.Groups["text"].Value;
        return word.Groups["kind"].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
            : Unquoted(text.Replace('_', ' '));
    }

    private static string Unquoted(string text)
    {
        var octets = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                octets.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                octets.Add((byte)text[i]);
            }
        }

        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. octets]);
    }

    [GeneratedRegex("\r\n(?=[ \t])", RegexOptions.None, 1000)]
    private static partial Regex Folds();

    [GeneratedRegex("boundary=\"?(?<it>[^\";]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\?=[ \t]+=\?", RegexOptions.None, 1000)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?(?<charset>[^?]+)\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
