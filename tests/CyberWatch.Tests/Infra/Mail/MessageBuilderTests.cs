using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class MessageBuilderTests : RegistryTest
{
    private const string Subject = "CH de Bézac-sur-Œuf : rien de nouveau, 100 % vérifié, l’été";
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private MailParts _parts = null!;

    protected override Task FillAsync()
    {
        _parts = new MailParts(Data);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Both_texts_and_every_accent_arrive()
    {
        const string text = "Bonjour,\r\n\r\n.une ligne qui commence par un point\r\n  ◆ CRITIQUE « cœur » = 100 %\r\n";
        const string html = "<!DOCTYPE html><html><body><p>É ’ œ = &amp;</p></body></html>";

        var mail = await ReadAsync(new(Subject, html, text), MailParts.Edition());

        Assert.Equal(Subject, mail.Header("Subject"));
        Assert.Equal("Sécurité <rssi@ch-bezac.example>", mail.Header("To"));
        Assert.StartsWith("multipart/alternative", mail.Raw("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.Raw("Content-Type")!.Split(';')[0]));
        Assert.Equal([text.Trim(), html], mail.Parts.Select(part => part.Text.Trim()));
        Assert.All(mail.Parts.SelectMany(part => part.Body.Split("\r\n")), line => Assert.True(line.Length <= 76, line));
    }

    [Fact]
    public async Task The_headers_say_what_it_is_and_that_no_machine_shall_answer()
    {
        var mail = await ReadAsync(new(Subject, "<p>a</p>", "a"), MailParts.Edition());

        Assert.Equal("CyberWatch <veille@cyberwatch.example>", mail.Header("From"));
        Assert.Equal("Mon, 23 Nov 2026 07:30:00 +0100", mail.Raw("Date"));
        Assert.Equal("auto-generated", mail.Raw("Auto-Submitted"));
        Assert.Equal("All", mail.Raw("X-Auto-Response-Suppress"));
        Assert.Equal("<technique.cyberwatch.example>", mail.Raw("List-Id"));
        Assert.Equal("fr", mail.Raw("Content-Language"));
        Assert.Equal(
            ("technique", "2026-W47", "complet"),
            (mail.Raw("X-CyberWatch-Edition"), mail.Raw("X-CyberWatch-Week"), mail.Raw("X-CyberWatch-Detail"))
        );
        Assert.Equal("<a.b@cyberwatch.example>", mail.Raw("Message-Id"));
        Assert.Null(mail.Raw("Importance"));
        Assert.DoesNotContain(
            mail.Names,
            name => name is "Precedence" or "X-Mailer" or "Return-Path" or "Cc" or "Bcc" or "Sender"
        );
    }

    [Theory]
    [InlineData(false, false, "https://cyberwatch.example", null)]
    [InlineData(true, false, "https://cyberwatch.example", "List-Unsubscribe=One-Click")]
    [InlineData(false, true, "https://cyberwatch.example", "List-Unsubscribe=One-Click")]
    [InlineData(true, true, "http://cyberwatch.example", null)]
    public async Task One_click_is_offered_only_where_a_signature_covers_it(
        bool relay,
        bool own,
        string address,
        string? expected
    )
    {
        using var key = await KeyAsync();
        _parts = new MailParts(Data)
        {
            Mail = new() { From = "CyberWatch <veille@cyberwatch.example>", RelaySigns = relay },
            Dkim = own ? key.Options : new(),
            Dashboard = new() { PublicAddress = address },
        };
        var edition = MailParts.Edition();
        var letter = MailParts.Letter(edition);

        var mail = await ReadAsync(new(Subject, "<p>a</p>", "a"), edition, letter);

        Assert.Equal($"<{await _parts.Tokens.AddressAsync(letter.Id, Token)}>", mail.Raw("List-Unsubscribe"));
        Assert.Equal(expected, mail.Raw("List-Unsubscribe-Post"));
        Assert.Equal(own ? Signed.Where(name => mail.Raw(name) is not null) : [], SignedHeaders(mail));
    }

    [Fact]
    public async Task An_urgent_notice_cannot_be_unsubscribed_from_and_is_marked_important()
    {
        var mail = await ReadAsync(
            new("Urgent", "<p>a</p>", "a"),
            MailParts.Edition(EditionKind.Urgent, period: "2026-11-23T06:30Z")
        );

        Assert.Equal("high", mail.Raw("Importance"), ignoreCase: true);
        Assert.DoesNotContain(mail.Names, name => name.StartsWith("List-Unsubscribe", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Sujet\r\nBcc: tous@ailleurs.example", "Nom", "rssi@ch-bezac.example", "subject")]
    [InlineData("Sujet", "Nom\nX-Evil: 1", "rssi@ch-bezac.example", "name")]
    [InlineData("Sujet", "Nom", "rssi@ch-bezac.example\0", "address")]
    [InlineData("Sujet", "Nom\u2028Bcc: x@y.example", "rssi@ch-bezac.example", "name")]
    [InlineData("Sujet", "Nom", "a@b.example, c@d.example", "address")]
    [InlineData("Sujet", "Nom", "Nom <a@b.example>", "address")]
    [InlineData("Sujet", "Nom", "sans-arobase", "address")]
    public async Task A_field_that_could_hide_a_header_is_refused(string subject, string name, string recipient, string where)
    {
        var edition = MailParts.Edition();
        var letter = MailParts.Letter(edition, recipient, name: name);

        var built = await _parts.Builder.BuildAsync(new(subject, "<p>a</p>", "a"), edition, letter, Paris, Token);

        Assert.Contains(where, Assert.IsType<Built.Refused>(built).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_id_is_the_same_for_each_try_and_different_for_each_reader_and_copy()
    {
        var edition = MailParts.Edition();
        var first = await _parts.Ids.OfAsync(edition, "rssi@ch-bezac.example", 0, Token);
        string[] others =
        [
            await _parts.Ids.OfAsync(edition, "autre@ch-bezac.example", 0, Token),
            await _parts.Ids.OfAsync(edition, "rssi@ch-bezac.example", 1, Token),
            await _parts.Ids.OfAsync(MailParts.Edition(period: "2026-W48"), "rssi@ch-bezac.example", 0, Token),
            await _parts.Ids.OfAsync(MailParts.Edition(scope: "group:7"), "rssi@ch-bezac.example", 0, Token),
        ];

        Assert.Equal(first, await _parts.Ids.OfAsync(MailParts.Edition(), "RSSI@ch-bezac.example", 0, Token));
        Assert.DoesNotContain(first, others);
        Assert.Equal(others, others.Distinct());
        Assert.Matches("^2026-W47\\.technique\\.[0-9a-f]{24}@cyberwatch\\.example$", first);
    }

    [Fact]
    public async Task A_message_is_kept_by_nobody_once_it_is_sent()
    {
        _parts = new MailParts(Data)
        {
            Mail = new() { From = "CyberWatch <veille@cyberwatch.example>", ReplyTo = "aide@cyberwatch.example" },
        };
        var builder = _parts.Builder;
        var sent = await BuildAndForgetAsync(builder);
        // off the stack of whoever answered last
        await Task.Yield();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(sent.IsAlive);
        GC.KeepAlive(builder);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> BuildAndForgetAsync(MessageBuilder builder)
    {
        var edition = MailParts.Edition();
        var letter = MailParts.Letter(edition);
        var built = await builder.BuildAsync(new(Subject, "<p>a</p>", "a"), edition, letter, Paris, Token);
        return new(Assert.IsType<Built.Message>(built).Mime);
    }

    private async Task<ReadMail> ReadAsync(RenderedLetter rendered, Edition edition, Letter? letter = null)
    {
        var built = await _parts.Builder.BuildAsync(rendered, edition, letter ?? MailParts.Letter(edition), Paris, Token);
        return ReadMail.OfMime(Assert.IsType<Built.Message>(built).Mime);
    }

    private static readonly string[] Signed =
    [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "list-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
    ];

    /// <summary>In the order of <see cref="Signed"/>.</summary>
    private static IEnumerable<string> SignedHeaders(ReadMail mail)
    {
        var tag = mail.Raw("DKIM-Signature")?.Split(';').Single(one => one.Trim().StartsWith("h=", StringComparison.Ordinal));
        var named = tag?.Split('=')[1].Split(':').Select(name => name.Trim().ToLowerInvariant()).ToHashSet() ?? [];
        return Signed.Where(named.Contains);
    }

    private async Task<DkimKey> KeyAsync()
    {
        var key = RSA.Create(2048);
        var file = Path.Combine(Data.Path, "dkim.pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem(), Token);
        return new(
            key,
            new()
            {
                Domain = "cyberwatch.example",
                Selector = "s1",
                KeyFile = file,
            }
        );
    }

    private sealed record DkimKey(RSA Key, DkimOptions Options) : IDisposable
    {
        public void Dispose() => Key.Dispose();
    }
}
