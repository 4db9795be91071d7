using CsCheck;
using CyberWatch.Scanner.Probes.Http;

namespace CyberWatch.Tests.Scanner.Probes.Http;

public class HttpReadingTests
{
    [Theory]
    [InlineData("default-src 'self'", false)]
    [InlineData("script-src 'unsafe-inline'", true)]
    [InlineData("script-src 'unsafe-inline' 'nonce-abc'", false)]
    [InlineData("script-src 'unsafe-inline' 'sha256-abc='", false)]
    [InlineData("script-src 'unsafe-inline' https: 'strict-dynamic'", false)]
    [InlineData("script-src *", true)]
    [InlineData("style-src 'self'", true)]
    [InlineData("default-src 'self'; style-src 'unsafe-inline'", false)]
    [InlineData("script-src 'self'; script-src *", false)]
    public void Policy_says_whether_scripts_run_from_anywhere(string policy, bool unsafeScripts) =>
        Assert.Equal(unsafeScripts, ContentSecurityPolicy.AllowUnsafeScripts([new ContentSecurityPolicy(policy)]));

    [Fact]
    public void One_policy_that_forbids_is_enough() =>
        Assert.False(
            ContentSecurityPolicy.AllowUnsafeScripts([
                new ContentSecurityPolicy("script-src * 'unsafe-inline'"),
                new ContentSecurityPolicy("script-src 'self'"),
            ])
        );

    [Theory]
    [InlineData("max-age=31536000", 31536000d)]
    [InlineData("includeSubDomains; Max-Age=\"600\"", 600d)]
    [InlineData("max-age=0", 0d)]
    [InlineData("max-age=1; max-age=2", null)]
    [InlineData("max-age=", null)]
    [InlineData("max-age=abc", null)]
    [InlineData(null, null)]
    public void Hsts_is_read_to_the_letter(string? header, double? seconds) => Assert.Equal(seconds, HeaderFacts.MaxAge(header));

    [Theory]
    [InlineData("Contact: mailto:a@b.example\nExpires: 2027-01-01T00:00:00Z\n", "valid")]
    [InlineData("Contact: mailto:a@b.example\nExpires: 2025-01-01T00:00:00Z\n", "expired")]
    [InlineData("Expires: 2027-01-01T00:00:00Z\n", "invalid")]
    [InlineData("Contact: mailto:a@b.example\n", "invalid")]
    [InlineData("Contact: mailto:a@b.example\nExpires: 2027-01-01T00:00:00Z\nExpires: 2027-01-01T00:00:00Z\n", "invalid")]
    public void Security_txt_is_judged(string text, string verdict) =>
        Assert.Equal(verdict, SecurityTxt.Judge(text, new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Page_is_read_past_comments_and_scripts()
    {
        var page = HtmlPage.Read(
            """
            <!-- <title>no</title> --><TITLE>Accueil &amp; soins</TITLE><meta name=generator content='SPIP 4.2'>
            <script>var a = "<form><input type=password>";</script><script src="http://cdn.example/a.js"></script>
            <meta http-equiv="Refresh" content="0; URL='https://www.example/'">
            """
        );

        Assert.Equal("Accueil & soins", page.Title);
        Assert.Equal("SPIP 4.2", page.Generator);
        Assert.Equal("https://www.example/", page.Refresh);
        Assert.Equal(["http://cdn.example/a.js"], page.Scripts);
        Assert.False(page.HasForm);
        Assert.False(page.HasPasswordInput);
    }

    [Fact]
    public void Any_text_can_be_read_as_a_page()
    {
        string[] pieces = ["<", ">", "<!--", "-->", "<script", "</script>", "a=\"", "'", "<title>", "/", " ", "é"];

        Gen.Int[0, pieces.Length - 1]
            .Array[0, 60]
            .Sample(picks => HtmlPage.Read(string.Concat(picks.Select(i => pieces[i]))) is not null);
        Gen.String.Sample(text => HtmlPage.Read(text) is not null);
    }

    [Fact]
    public void Block_pages_are_alike_whatever_their_number() =>
        Assert.Equal(
            1,
            Baseline.Likeness("<b>Acces refuse</b> dossier no 4711-0815", "<b>Acces refuse</b> dossier no 4711-0816")
        );

    [Theory]
    [InlineData("A=1\nB=2\n", true)]
    [InlineData("# comment\n\nexport APP_KEY=x\nDB=\n", true)]
    [InlineData("A=1\n", false)]
    [InlineData("<html>\nA=1\nB=2", false)]
    [InlineData("hello world\nA=1\nB=2", false)]
    public void Environment_files_are_told_by_their_lines(string text, bool environment) =>
        Assert.Equal(environment, ContentGrammar.IsEnvironment(Answer(text)));

    private static HttpAnswer.Response Answer(string text) =>
        new(new Uri("https://a.example/.env"), 200, [], System.Text.Encoding.UTF8.GetBytes(text));
}
