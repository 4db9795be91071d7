using CyberWatch.Infra.Findings;

namespace CyberWatch.Tests.Infra.Findings;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Cœur", "coeur")]
    [InlineData("chu_nord", "chu nord")]
    [InlineData("  CH-Bézac (sur mer) ", "ch bezac sur mer")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("a\u0000b\u00ADc", "a b c")]
    [InlineData("x\ud800y", "x y")]
    [InlineData("½ !?", "")]
    [InlineData("", "")]
    public void Accents_case_and_signs_are_folded_away(string text, string folded) => Assert.Equal(folded, FoldedText.Fold(text));

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(40_000)]
    public void A_word_is_known_by_its_first_255_letters(int length) =>
        Assert.Equal(
            ["avant", new string('é', 255).Replace('é', 'e'), "apres"],
            FoldedText.Tokens($"avant {new string('é', length)} après")
        );

    [Fact]
    public void A_ligature_at_the_cut_is_cut_too() =>
        Assert.Equal(new string('a', 254) + "o", FoldedText.Fold(new string('a', 254) + "œuf"));

    [Fact]
    public void What_is_folded_stays_as_it_is_when_folded_again() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, text => FoldedText.Fold(FoldedText.Fold(text)) == FoldedText.Fold(text));
}
