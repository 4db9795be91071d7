using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Mail;

/// <summary>The real letters through a relay, and read by a parser, that are of another hand.</summary>
public sealed class OtherReaderTests : RegistryTest
{
    [Fact]
    public async Task Every_part_header_and_accent_arrives_signed_and_a_second_trigger_sends_nothing()
    {
        await Data.AddAsync(WatchedHospital.With("rssi@ch-bezac.example"));
        using var key = RSA.Create(2048);
        using var relay = await PythonRelay.StartAsync(
            Data.Path,
            "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())
        );
        var options = await OptionsAsync(relay, key);

        var (status, said) = await ScannerCommand.RunAsync(["digest", "send", .. options]);
        var again = await ScannerCommand.RunAsync(["digest", "send", .. options]);

        Assert.True(status == 0, said);
        Assert.Contains("1 letter of 1 edition planned", said, StringComparison.Ordinal);
        Assert.Contains("one click is offered", said, StringComparison.Ordinal);
        Assert.DoesNotContain(PythonRelay.Password, said, StringComparison.Ordinal);
        Assert.Contains("nothing to plan", again.Output, StringComparison.Ordinal);
        var letter = await relay.NextAsync();
        await AssertLetterAsync(letter);
        AssertParts(letter);
    }

    private async Task AssertLetterAsync(ArrivedLetter letter)
    {
        var row = await RowAsync();
        Assert.Equal((LetterState.Sent, "2.0.0 OK queued as X1"), (row.State, row.Receipt));
        Assert.Equal(("veille@cyberwatch.example", true, true), (letter.From, letter.Tls, letter.Dkim));
        Assert.Equal(["rssi@ch-bezac.example"], letter.To);
        Assert.Equal(["Sécurité des systèmes d’information, pôle « cœur »"], letter.Names);
        Assert.Equal($"<{row.MessageId}>", letter.Header("Message-ID"));
        Assert.Contains("Bézac-sur-Œuf", letter.Header("Subject"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", letter.Header("Auto-Submitted"));
        Assert.Equal("fr", letter.Header("Content-Language"));
        Assert.Equal("<technique.cyberwatch.example>", letter.Header("List-Id"));
        Assert.StartsWith(
            "<https://cyberwatch.example/desabonnement/",
            letter.Header("List-Unsubscribe"),
            StringComparison.Ordinal
        );
        Assert.Equal("List-Unsubscribe=One-Click", letter.Header("List-Unsubscribe-Post"));
        Assert.Equal(row.Edition!.Period, letter.Header("X-CyberWatch-Week"));
    }

    private static void AssertParts(ArrivedLetter letter)
    {
        Assert.Empty(letter.Defects);
        Assert.Equal("multipart/alternative", letter.Type);
        Assert.Equal(["text/plain", "text/html"], letter.Parts.Select(part => part.Type));
        Assert.All(letter.Parts, part => Assert.Equal("utf-8", part.Charset, ignoreCase: true));
        Assert.Contains("Bézac-sur-Œuf", letter.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("Bézac-sur-Œuf", WebUtility.HtmlDecode(letter.Parts[1].Text), StringComparison.Ordinal);
        Assert.All(letter.Parts[0].Text.Split('\n'), line => Assert.NotEqual("-- ", line));
        Assert.StartsWith("<!DOCTYPE html>", letter.Parts[1].Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"http", letter.Parts[1].Text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string[]> OptionsAsync(PythonRelay relay, RSA key)
    {
        var (password, dkim) = (Path.Combine(Data.Path, "password"), Path.Combine(Data.Path, "dkim.pem"));
        await File.WriteAllTextAsync(password, PythonRelay.Password + "\n", Token);
        await File.WriteAllTextAsync(dkim, key.ExportPkcs8PrivateKeyPem(), Token);
        return
        [
            "--data",
            Data.Path,
            "--Mail:Host=localhost",
            string.Create(CultureInfo.InvariantCulture, $"--Mail:Port={relay.Port}"),
            "--Mail:User=veille",
            $"--Mail:PasswordFile={password}",
            $"--Mail:Authorities={relay.Authority}",
            "--Mail:From=CyberWatch <veille@cyberwatch.example>",
            "--Mail:Dkim:Domain=cyberwatch.example",
            "--Mail:Dkim:Selector=s1",
            $"--Mail:Dkim:KeyFile={dkim}",
            "--Dashboard:PublicAddress=https://cyberwatch.example",
        ];
    }

    private async Task<Letter> RowAsync()
    {
        await using var context = Data.CreateDbContext();
        return await context.Letters.AsNoTracking().Include(row => row.Edition).SingleAsync(Token);
    }
}
