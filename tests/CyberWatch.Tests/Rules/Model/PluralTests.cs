using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Model;

public sealed class PluralTests
{
    [Theory]
    [InlineData(0, "alerte", "alerts")]
    [InlineData(1, "alerte", "alert")]
    [InlineData(1.5, "alerte", "alerts")]
    [InlineData(2, "alertes", "alerts")]
    [InlineData(-1, "alerte", "alert")]
    public void Each_language_has_its_own_rule(double number, string french, string english)
    {
        Assert.Equal(french, Plural.French(number, "alerte", "alertes"));
        Assert.Equal(english, Plural.English(number, "alert", "alerts"));
    }
}
