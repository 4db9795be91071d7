using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Rules.Scoring;

public sealed class MediansTests
{
    private static IEnumerable<MedianMember> Members(int count, string? category = "355", string? region = "28") =>
        Enumerable.Range(0, count).Select(index => new MedianMember(category, region, 60 + index, Provisional: false));

    [Fact]
    public void Ten_members_have_a_median_and_nine_have_none()
    {
        Assert.Equal(new Median(64, 10), Medians.Of(Members(10)).OfCategory("355"));
        Assert.Null(Medians.Of(Members(9)).OfCategory("355"));
        Assert.Null(Medians.Of(Members(9)).OfRegion("28"));
        Assert.Null(Medians.Of(Members(9)).All);
    }

    [Fact]
    public void A_provisional_score_is_left_out_of_the_median_and_of_the_count()
    {
        var members = Members(9).Append(new MedianMember("355", "28", 0, Provisional: true));

        Assert.Null(Medians.Of(members).OfCategory("355"));
        Assert.Equal(new Median(65, 11), Medians.Of([.. Members(11), .. members.TakeLast(1)]).OfRegion("28"));
    }

    [Fact]
    public void Who_has_no_category_makes_no_group_of_its_own()
    {
        var medians = Medians.Of(Members(12, category: null));

        Assert.Null(medians.OfCategory(null));
        Assert.NotNull(medians.OfRegion("28"));
    }

    [Fact]
    public void Medians_are_said_only_where_they_are()
    {
        var kind = new LocalizedText("Centre hospitalier", "Hospital");

        Assert.Equal(
            "Médiane de la catégorie «\u00A0Centre hospitalier\u00A0»\u00A0: 71. De la région\u00A0: 68.",
            ScoreSentences.Others(kind, new(71, 12), new(68, 40))?.Fr
        );
        Assert.Equal("Median of the region: 68.", ScoreSentences.Others(kind, null, new(68, 40))?.En);
        Assert.Null(ScoreSentences.Others(kind, null, null));
    }
}
