using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class MailOptionsTests
{
    private const string From = "CyberWatch <veille@cyberwatch.example>";

    [Theory]
    [InlineData("Mail:From is missing", "relais.example", "")]
    [InlineData("Mail:From is not an address", "", "sans arobase")]
    [InlineData("Mail:From is not an address", "", "a@b.example\r\nBcc: c@d.example")]
    [InlineData("in clear over a network", "relais.example", From, MailSecurity.None)]
    [InlineData("Mail:Security to Tls", "relais.example", From, MailSecurity.StartTls, 465)]
    [InlineData("Mail:User needs", "relais.example", From, MailSecurity.StartTls, 0, "u")]
    [InlineData("Mail:User needs", "relais.example", From, MailSecurity.StartTls, 0, "", "p")]
    [InlineData("keep one", "relais.example", From, MailSecurity.StartTls, 0, "u", "p", "f")]
    public void What_cannot_work_is_refused_with_a_sentence(
        string sentence,
        string host,
        string from,
        MailSecurity security = MailSecurity.StartTls,
        int port = 0,
        string user = "",
        string password = "",
        string file = ""
    )
    {
        var options = new MailOptions
        {
            Host = host,
            From = from,
            Security = security,
            Port = port,
            User = user,
            Password = password,
            PasswordFile = file,
        };

        Assert.Contains(Faults(options), fault => fault.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("relais.example", MailSecurity.StartTls, 587)]
    [InlineData("relais.example", MailSecurity.Tls, 465)]
    [InlineData("127.0.0.1", MailSecurity.None, 25)]
    [InlineData("::1", MailSecurity.None, 25)]
    [InlineData("", MailSecurity.StartTls, 587)]
    public void What_can_work_is_taken(string host, MailSecurity security, int port)
    {
        var options = new MailOptions
        {
            Host = host,
            From = From,
            Security = security,
        };

        Assert.Empty(Faults(options));
        Assert.Equal(port, options.PortOrDefault);
    }

    [Fact]
    public void Files_that_are_not_there_or_hold_something_else_are_told_by_option()
    {
        using var data = new TemporaryData();
        var text = Path.Combine(data.Path, "text");
        File.WriteAllText(text, "no key");
        var check = new MailFilesCheck(
            Options.Create(
                new DkimOptions
                {
                    Domain = "a.example",
                    Selector = "s",
                    KeyFile = text,
                }
            )
        );

        var faults = check
            .Validate(null, new() { PasswordFile = Path.Combine(data.Path, "none"), Authorities = text })
            .Failures!.ToList();

        Assert.Equal(3, faults.Count);
        Assert.StartsWith("Mail:PasswordFile: ", faults[0], StringComparison.Ordinal);
        Assert.Contains("holds no certificate", faults[1], StringComparison.Ordinal);
        Assert.Contains("holds no private key", faults[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ec", "no RSA key of 2048 bits")]
    [InlineData("public", "no private key")]
    [InlineData("short", "no RSA key of 2048 bits")]
    [InlineData("good", null)]
    public void A_key_that_cannot_sign_is_told_at_start_up(string kind, string? sentence)
    {
        using var data = new TemporaryData();
        var file = Path.Combine(data.Path, "dkim.pem");
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        using var brief = RSA.Create(1024);
        File.WriteAllText(
            file,
            kind switch
            {
                "ec" => ec.ExportPkcs8PrivateKeyPem(),
                "public" => rsa.ExportSubjectPublicKeyInfoPem(),
                "short" => brief.ExportPkcs8PrivateKeyPem(),
                _ => rsa.ExportPkcs8PrivateKeyPem(),
            }
        );
        var dkim = new DkimOptions
        {
            Domain = "a.example",
            Selector = "s",
            KeyFile = file,
        };

        var faults = new MailFilesCheck(Options.Create(dkim)).Validate(null, new()).Failures?.ToList() ?? [];

        Assert.Equal(sentence is null ? 0 : 1, faults.Count);
        Assert.Contains(sentence ?? "", faults.FirstOrDefault() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_statement_says_where_letters_go_and_never_a_password()
    {
        using var data = new TemporaryData();
        var parts = new MailParts(data)
        {
            Mail = new()
            {
                Host = "relais.example",
                From = From,
                User = "veille",
                Password = "s3cret",
            },
        };

        var relayed = string.Join('\n', Statement(parts, data));
        var written = string.Join('\n', Statement(new MailParts(data), data));

        Assert.Contains("relais.example:587 with STARTTLS, as veille", relayed, StringComparison.Ordinal);
        Assert.Contains("one click is left out: nobody signs", relayed, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", relayed, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(data.Path, "letters"), written, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Statement(MailParts parts, TemporaryData data) =>
        new MailStatement(
            Options.Create(parts.Mail),
            Options.Create(parts.Dkim),
            parts.Sender,
            parts.OneClick,
            data.Folder
        ).Sentences;

    private static List<string> Faults(MailOptions options) =>
        [.. options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!)];
}
