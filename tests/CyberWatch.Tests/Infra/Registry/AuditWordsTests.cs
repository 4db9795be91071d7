using CyberWatch.Infra.Registry;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class AuditWordsTests
{
    [Fact]
    public void Words_are_written_in_their_order_and_read_again()
    {
        var kept = AuditWords.Format(
            ("of", new DateOnly(2026, 5, 12)),
            ("region", null),
            ("sites", 3300),
            ("name", "Ancien RSSI")
        );

        Assert.Equal("of=2026-05-12 sites=3300 name=Ancien RSSI", kept);
        var words = AuditWords.Parse(kept)!;
        Assert.Equal((new DateOnly(2026, 5, 12), 3300), (words.Day("of"), words.Number("sites")));
        Assert.Equal(("Ancien RSSI", null, null), (words["name"], words["region"], words.Number("name")));
    }

    [Fact]
    public void A_value_cannot_say_again_what_was_said_before_it()
    {
        var words = AuditWords.Parse(
            AuditWords.Format(("email", "a@b.example"), ("role", "rssi"), ("name", "X role=operator ="))
        )!;

        Assert.Equal(("rssi", "X role=operator ="), (words["role"], words["name"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3 letters held")]
    [InlineData("- 990000001 a@b.example")]
    [InlineData("Open > Accepted: x=1")]
    public void What_has_no_words_has_none(string? detail) => Assert.Null(AuditWords.Parse(detail));
}
