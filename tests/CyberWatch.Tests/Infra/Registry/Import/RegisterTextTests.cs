using CyberWatch.Infra.Registry.Import;

namespace CyberWatch.Tests.Infra.Registry.Import;

public class RegisterTextTests
{
    [Theory]
    [InlineData("R   ", "R")]
    [InlineData("CENTRE HOSPITALIER  DE CAYENNE", "CENTRE HOSPITALIER DE CAYENNE")]
    [InlineData("\\ ", null)]
    [InlineData("   ", null)]
    [InlineData("line\nbreak", "line break")]
    public void Blanks_at_the_end_and_doubled_ones_go_and_a_backslash_alone_says_nothing(string text, string? clean) =>
        Assert.Equal(clean, RegisterText.Clean(text));

    [Theory]
    [InlineData("0690291988/0590895757", "0690291988")]
    [InlineData("02.51.54.30.38", "0251543038")]
    [InlineData("474350415", "0474350415")]
    [InlineData("04 74 35 04 15 ou 04 74 35 04 16", "0474350415")]
    [InlineData("-", null)]
    [InlineData(null, null)]
    public void The_first_telephone_is_kept_digits_only(string? text, string? phone) =>
        Assert.Equal(phone, RegisterText.Phone(text));

    [Theory]
    [InlineData("010000024", "010000024")]
    [InlineData("2a0999901", "2A0999901")]
    [InlineData(" 2B0000012 ", "2B0000012")]
    [InlineData("10000024", null)]
    [InlineData("A10000024", null)]
    [InlineData("01000002B", null)]
    [InlineData("0100000245", null)]
    [InlineData("", null)]
    public void A_FINESS_number_is_nine_characters_of_text(string text, string? finess) =>
        Assert.Equal(finess, RegisterText.Finess(text));
}
