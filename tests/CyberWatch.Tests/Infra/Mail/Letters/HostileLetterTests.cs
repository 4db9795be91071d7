using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>What a scanned host, a certificate or a register says is shown, never obeyed.</summary>
public sealed class HostileLetterTests
{
    private const string Script = "<script>alert(1)</script>";
    private const string Steering = "a\u001b[31mb\u0007c\u202Egnp.exe\u200B\u2066d\u0000";

    [Fact]
    public async Task Markup_in_names_and_titles_is_escaped()
    {
        var letter = await Rendered.RenderAsync(Rendered.Of(Edition(Script)));

        Assert.DoesNotContain("<script", letter.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attribute_cannot_be_broken_out_of()
    {
        var letter = await Rendered.RenderAsync(Rendered.Of(Edition("x\" onmouseover=\"alert(1)")));

        Assert.DoesNotMatch("<[^>]* onmouseover=\"", letter.Html);
    }

    [Fact]
    public async Task Control_direction_and_invisible_characters_are_gone()
    {
        var letter = await Rendered.RenderAsync(Rendered.Of(Edition(Steering)));

        foreach (var part in new[] { letter.Subject, letter.Text, System.Net.WebUtility.HtmlDecode(letter.Html) })
            Assert.DoesNotMatch("[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]", part);
        Assert.Contains("abcgnp.exed", letter.Text.Replace("[31m", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_break_in_a_name_makes_no_header_and_no_line()
    {
        var letter = await Rendered.RenderAsync(Rendered.Of(Edition("CH\r\nBcc: tous@chu.example\n-- \n.")));

        Assert.DoesNotMatch("[\r\n]", letter.Subject);
        Assert.DoesNotMatch("(?m)^(Bcc|-- ?$|\\.)", letter.Text);
    }

    [Fact]
    public async Task A_word_of_ten_thousand_letters_breaks_no_column_and_no_letter()
    {
        var letter = await Rendered.RenderAsync(Rendered.Of(Edition(new string('x', 10_000))));

        Assert.All(
            letter.Text.Split('\n').Where(line => !line.Contains("http", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 72)
        );
        Assert.InRange(letter.Subject.Length, 1, 60);
        Assert.InRange(letter.Html.Length, 1, 102_000);
    }

    [Fact]
    public void A_name_of_another_script_is_shown_as_it_reads_and_as_it_is() =>
        Assert.Equal(
            "hôpital-a.example (xn--hpital-a-43a.example), 203.0.113.70:443",
            LetterAsset.Of("tcp:203.0.113.70:443/xn--hpital-a-43a.example")
        );

    [Theory]
    [InlineData("no key at all <b>", "no key at all <b>")]
    [InlineData("range:203.0.113.0/28", "203.0.113.0/28")]
    [InlineData("tcp:[2001:db8::1]:443", "[2001:db8::1]:443")]
    [InlineData("udp:203.0.113.5:161", "203.0.113.5:161/udp")]
    [InlineData("site:@203.0.113.5#8080", "203.0.113.5:8080")]
    public void Every_key_reads_as_an_asset(string key, string shown) => Assert.Equal(shown, LetterAsset.Of(key));

    /// <summary>The case: nmap wrote control characters into a service name.</summary>
    [Fact]
    public async Task Nmap_control_characters_in_service_name_never_reach_a_mail()
    {
        var urgent = LetterSamples.Urgent with
        {
            Alerts =
            [
                LetterSamples.Urgent.Alerts[0] with
                {
                    Replay = ["nmap -p 445 # 7Q\u00e9\u0002\u001b[2J"],
                    RequestId = "cw\u0001",
                },
            ],
        };

        var letter = await Rendered.RenderAsync(Rendered.Of(urgent));

        Assert.DoesNotMatch("[\u0001-\u0008\u000B-\u001F]", letter.Text + System.Net.WebUtility.HtmlDecode(letter.Html));
        Assert.Contains("7Qé", letter.Text, StringComparison.Ordinal);
    }

    private static TechnicalEdition Edition(string text)
    {
        var line = LetterLines.Imaging with
        {
            Title = new LocalizedText(text, text),
            Why = new LocalizedText(text, text),
            Gesture = new LocalizedText(text, text),
            Assets = [$"tcp:203.0.113.22:8042/{text}", text],
            Count = 2,
            Site = text,
        };
        return LetterSamples.Bad with
        {
            Name = text,
            First = [line],
            Next = [line],
            Fixed = [LetterLines.Certificate with { Title = line.Title, Asset = text, Site = text }],
            Coverage = new(3, 2, new(2026, 11, 22), [new(text, 1, [text])]),
            Sites = [LetterSamples.Bad.Sites[0] with { Name = text }],
        };
    }
}
