using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Rules.Model;

public class RemarkTextTests
{
    [Fact]
    public void Every_remark_comes_back_as_it_was_kept() =>
        Assert.Equal(EveryRemark.All, RemarkText.Parse(RemarkText.Format([.. EveryRemark.All])));

    [Fact]
    public void A_remark_is_kept_as_a_word_and_its_values() =>
        Assert.Equal(
            """[{"is":"address-not-looked","address":"203.0.113.7","why":"timed-out"},{"is":"and-more","count":3}]""",
            RemarkText.Format(new Remark.AddressNotLooked("203.0.113.7", Silence.TimedOut), new Remark.AndMore(3))
        );

    [Theory]
    [InlineData("not everything could be looked at: TimedOut to ch-nord.example MX")]
    [InlineData("[this is no list")]
    [InlineData("[null]")]
    [InlineData("""[{"is":"resolver-silent"}]""")]
    [InlineData("""[{"is":"words-not-tried","domain":null,"why":"SERVFAIL"}]""")]
    [InlineData("""[{"is":"of-a-later-version"}]""")]
    [InlineData("""[{"times":3}]""")]
    [InlineData("""[3]""")]
    public void What_cannot_be_read_is_shown_as_it_stands(string kept) =>
        Assert.Equal([new Remark.Plain(kept)], RemarkText.Parse(kept));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_no_remark(string? kept)
    {
        Assert.Empty(RemarkText.Parse(kept));
        Assert.Null(RemarkText.Format());
    }

    [Fact]
    public void A_silence_is_said_by_its_word() =>
        Assert.Equal(
            "203.0.113.7 was not looked at (timed-out)",
            new Remark.AddressNotLooked("203.0.113.7", Silence.TimedOut).ToString()
        );

    [Fact]
    public void Every_remark_is_a_sentence_in_English() =>
        Assert.All(EveryRemark.All, remark => Assert.DoesNotContain("{", remark.ToString(), StringComparison.Ordinal));
}
