using System.Text;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>Whatever stands in a name or a text, one reader that is not the writer finds the same again, and no header more.</summary>
public sealed class HostileMessageTests : RegistryTest
{
    private static readonly string[] Pieces =
    [
        "é",
        "’",
        "\U0001F3E5",
        "\uD83C",
        "\uDFE5",
        "\r\n",
        "\r\nBcc: a@b.example",
        "=?utf-8?q?=41?=",
        "=",
        "=0D=0A",
        "\u202E",
        "\u2028",
        "\u200B",
        ".",
        "\n.\n",
        "\r\n.\r\n",
        " ",
        "\t",
        "--",
        "\"",
        "<",
        ">",
        "@",
        ",",
        ";",
        ":",
        "(",
        ")",
        "\\",
        "a",
        "From ",
        "\nFrom x",
        "%",
        "\u0085",
        "\0",
        "\u001b",
        "e\u0301\u0301\u0301",
        "\u05D0",
        "\uFFFD",
    ];

    private MailParts _parts = null!;

    protected override Task FillAsync()
    {
        _parts = new MailParts(Data);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Hostile_names_and_texts_arrive_whole_or_not_at_all()
    {
        var random = new Random(20261126);
        var kept = 0;
        var headers = await HeadersAsync(new("a", "<p>a</p>", "a"), "a");
        for (var i = 0; i < 1500; i++)
        {
            var subject = SubjectLine.Fit(Text(random, 40), name => $"{name} : rien de nouveau", name => name);
            var (name, text) = (Text(random, random.Next(1, 30)), Text(random, 200));
            if (await BuildAsync(new(subject, $"<p>{ScannedText.OneLine(text, 10_000)}</p>", text), name) is not { } octets)
                continue;
            kept++;
            var mail = ReadMail.Of(octets);
            Assert.Equal(
                subject.Replace("=?", "= ?", StringComparison.Ordinal).Replace("?=", "? =", StringComparison.Ordinal),
                mail.Header("Subject")
            );
            Assert.Equal(headers, Names(octets));
            Assert.All(
                Encoding.Latin1.GetString(octets).Split("\r\n"),
                line => Assert.True(line.Length <= 998 && line.All(letter => letter is >= ' ' and < '\u007f' or '\t'), line)
            );
        }

        Assert.InRange(kept, 20, 1500);
    }

    private async Task<IReadOnlyList<string>> HeadersAsync(RenderedLetter letter, string name) =>
        Names((await BuildAsync(letter, name))!);

    private static List<string> Names(byte[] octets) =>
        [
            .. Encoding
                .Latin1.GetString(octets)
                .Split("\r\n\r\n")[0]
                .Split("\r\n")
                .Where(line => line[0] is not (' ' or '\t'))
                .Select(line => line.Split(':')[0]),
        ];

    private async Task<byte[]?> BuildAsync(RenderedLetter rendered, string name)
    {
        var edition = MailParts.Edition();
        var built = await _parts.Builder.BuildAsync(
            rendered,
            edition,
            MailParts.Letter(edition, name: name),
            TimeZoneInfo.Utc,
            TestContext.Current.CancellationToken
        );
        if (built is not Built.Message { Mime: var message })
            return null;
        using var stream = new MemoryStream();
        await message.WriteToAsync(
            new MimeKit.FormatOptions { NewLineFormat = MimeKit.NewLineFormat.Dos },
            stream,
            TestContext.Current.CancellationToken
        );
        return stream.ToArray();
    }

    private static string Text(Random random, int pieces) =>
        string.Concat(Enumerable.Range(0, pieces).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
