using System.Globalization;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Views;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed class RemarkViewTests
{
    private readonly Texts _texts = new();

    public RemarkViewTests() => Read("fr");

    [Fact]
    public void Every_remark_has_a_sentence_in_both_languages()
    {
        var kept = RemarkText.Format([.. EveryRemark.All]);
        var french = RemarkView.Of(kept, _texts);
        Read("en");
        var english = RemarkView.Of(kept, _texts);

        Assert.Equal(EveryRemark.All.Count, french.Count);
        var plain = EveryRemark.All.ToList().FindIndex(remark => remark is Remark.Plain);
        Assert.All(
            Enumerable.Range(0, french.Count).Where(index => index != plain),
            index => Assert.NotEqual(french[index], english[index])
        );
    }

    [Fact]
    public void Every_silence_has_words()
    {
        foreach (var silence in Enum.GetValues<Silence>())
            Assert.NotEqual(silence.Word(), SilenceView.Of(silence.Word(), _texts));

        Assert.Equal("SERVFAIL", SilenceView.Of("SERVFAIL", _texts));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Every_trouble_of_the_index_has_words_but_the_one_that_is_none_of_them(string language)
    {
        Read(language);
        var words = Enum.GetValues<IndexTrouble>()
            .Select(trouble => IndexTroubleView.Of(new Remark.IndexUnusable(trouble, ""), _texts));

        Assert.Equal([null], words.Where(word => word is null || word.StartsWith("remarks.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("fr", "mon-fri 08:00-18:30", "lundi à vendredi, 08:00 à 18:30")]
    [InlineData("fr", "mon,wed-thu,sun 22:00-06:00", "lundi, mercredi à jeudi, dimanche, 22:00 à 06:00")]
    [InlineData("fr", "mon-sun 12:00-24:00", "tous les jours, 12:00 à 24:00")]
    [InlineData("en", "sat-sun 00:00-24:00", "Saturday to Sunday, 00:00 to 24:00")]
    [InlineData("en", "when the moon is full", "when the moon is full")]
    public void Quiet_hours_are_said_in_the_language_of_the_reader(string language, string value, string shown)
    {
        Read(language);

        Assert.Equal(shown, QuietView.Of(value, _texts));
    }

    [Fact]
    public void Text_of_before_is_shown_as_it_stands() =>
        Assert.Equal(["looked at nothing: \uFFFD"], RemarkView.Of("looked at nothing: \u001b", _texts));

    private static void Read(string language) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (
            CultureInfo.GetCultureInfo(language),
            CultureInfo.GetCultureInfo(language)
        );
}
