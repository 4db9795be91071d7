using System.Text.RegularExpressions;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>What holds for every letter, whatever it says.</summary>
public sealed partial class LetterRulesTests
{
    public static TheoryData<string, string, DetailLevel> Every => LetterPicturesTests.Every;

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_subject_is_short_and_has_no_address_host_product_or_shout(
        string name,
        string language,
        DetailLevel detail
    )
    {
        var subject = (await RenderAsync(name, language, detail)).Subject;

        Assert.InRange(subject.Length, 10, 60);
        Assert.DoesNotMatch(@"[!\u00A0\u202F\r\n]|CVE|\.example|\d+\.\d+\.\d+|\[", subject);
        if (detail != DetailLevel.Full)
            Assert.DoesNotMatch(@"(note|grade) [A-E]", subject);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_preheader_is_short_and_says_nothing_below_full_detail(string name, string language, DetailLevel detail)
    {
        var letter = await RenderAsync(name, language, detail);

        var preheader = Preheader().Match(letter.Html);

        Assert.Equal(detail == DetailLevel.Full, preheader.Success);
        Assert.InRange(System.Net.WebUtility.HtmlDecode(preheader.Groups["text"].Value).Length, 0, 90);
        Assert.NotEqual(letter.Subject, preheader.Groups["text"].Value);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Nothing_is_fetched_and_every_link_leads_to_the_dashboard(string name, string language, DetailLevel detail)
    {
        var html = (await RenderAsync(name, language, detail)).Html;

        Assert.DoesNotMatch(
            @"(?i)<(img|script|link|iframe|object|form|base)\b|url\(|@import|\bsrc=|background=|\son\w+=|javascript:",
            html
        );
        Assert.All(
            Href().Matches(html),
            link => Assert.StartsWith(Rendered.Root + "/", link.Groups["to"].Value, StringComparison.Ordinal)
        );
        Assert.NotEmpty(Href().Matches(html));
        Assert.Equal(1, html.Split("<style").Length - 1);
        Assert.InRange(html.Length, 1_000, 60_000);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task The_text_has_72_columns_and_no_line_that_mail_systems_change(
        string name,
        string language,
        DetailLevel detail
    )
    {
        var lines = (await RenderAsync(name, language, detail)).Text.Split('\n');

        Assert.All(
            lines.Where(line => !line.StartsWith("   <http", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 72)
        );
        Assert.All(lines, line => Assert.DoesNotMatch(@"^(\.|From |-- ?$)|[\u00A0\u202F\r]|\s$", line));
        Assert.All(
            lines.Where(line =>
                line.Contains("http", StringComparison.Ordinal) && !line.Contains("curl", StringComparison.Ordinal)
            ),
            line => Assert.Matches("^   <https://cyberwatch.example/[^>]*>$", line)
        );
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task The_language_is_one_and_said(string name, string language, DetailLevel detail)
    {
        var letter = await RenderAsync(name, language, detail);

        Assert.Contains($"<html lang=\"{language}\"", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(language == "fr" ? "Detail level" : "Niveau de détail", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\{\d\}", letter.Html + letter.Text + letter.Subject);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task A_summary_has_no_address_host_proof_or_command(string language)
    {
        foreach (var name in Rendered.All.Keys)
        {
            var letter = await RenderAsync(name, language, DetailLevel.Summary);

            var all = WithoutLinks().Replace(letter.Html + letter.Text + letter.Subject, "");
            Assert.DoesNotMatch(@"203\.0\.113|198\.51\.100|vauclair\.example|armorel\.example|curl|cw-7f3a91c2", all);
            Assert.DoesNotMatch("Deux réponses saines|Two healthy answers|Port fermé|Port closed", all);
        }
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task A_link_has_one_sentence_one_link_and_no_verdict(string language)
    {
        foreach (var name in Rendered.All.Keys)
        {
            var letter = await RenderAsync(name, language, DetailLevel.Link);

            Assert.DoesNotMatch("(?i)score|CRITIQUE\\]|CRITICAL\\]|203\\.0|vérifié|verified", letter.Text);
            Assert.InRange(Href().Count(letter.Html), 1, 2);
        }
    }

    [Fact]
    public async Task The_sector_letter_has_no_address_and_no_host_of_an_establishment()
    {
        var letter = await RenderAsync("sector", "fr", DetailLevel.Full);

        Assert.DoesNotMatch(@"\d+\.\d+\.\d+\.\d+|vauclair\.example", letter.Html + letter.Text);
    }

    private static Task<RenderedLetter> RenderAsync(string name, string language, DetailLevel detail) =>
        Rendered.RenderAsync(Rendered.All[name], language, detail);

    [GeneratedRegex("<div style=\"display:none[^>]*>(?<text>[^<]*)</div>", RegexOptions.None, 1_000)]
    private static partial Regex Preheader();

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.None, 1_000)]
    private static partial Regex Href();

    [GeneratedRegex("https://cyberwatch\\.example[^\"> ]*", RegexOptions.None, 1_000)]
    private static partial Regex WithoutLinks();
}
