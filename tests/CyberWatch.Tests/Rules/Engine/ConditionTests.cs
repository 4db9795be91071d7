using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Engine;

/// <summary>The table of rules/README.md, line by line.</summary>
public class ConditionTests
{
    [Fact]
    public void Missing_fact_is_unknown_even_to_exists()
    {
        Assert.Null(Of(new Test.Exists(true)));
        Assert.Null(Of(new Test.Exists(false)));
        Assert.Null(Of(new Test.Is(null)));
    }

    [Fact]
    public void Absent_value_passes_is_null_and_exists_false_and_nothing_else()
    {
        Assert.True(Of(new Test.Is(null), null));
        Assert.True(Of(new Test.Exists(false), null));
        Assert.False(Of(new Test.Exists(true), null));
        Assert.False(Of(new Test.Below(3), null));
        Assert.False(Of(new Test.AtLeast(3), null));
        Assert.False(Of(new Test.Is("x"), null));
        Assert.False(Of(new Test.Contains("x"), null, every: true));
    }

    [Fact]
    public void Over_a_list_a_condition_means_any_unless_it_says_every()
    {
        string[] mixed = ["old", "new"];

        Assert.True(Of(new Test.Is("old"), mixed));
        Assert.False(Of(new Test.Is("old"), mixed, every: true));
        Assert.True(Of(new Test.Contains("e"), (string[])["new", "next"], every: true));
    }

    [Fact]
    public void All_of_nothing_proves_nothing()
    {
        Assert.False(Of(new Test.Is("old"), Array.Empty<string>()));
        Assert.Null(Of(new Test.Is("old"), Array.Empty<string>(), every: true));
        Assert.False(Of(new Test.Exists(true), Array.Empty<string>()));
        Assert.True(Of(new Test.Exists(false), Array.Empty<string>()));
    }

    [Fact]
    public void Value_of_another_kind_is_unknown()
    {
        Assert.Null(Of(new Test.Below(3), "2"));
        Assert.Null(Of(new Test.Below(3), double.NaN));
        Assert.Null(Of(new Test.Is(true), "true"));
        Assert.Null(Of(new Test.Contains("x"), 3.0));
    }

    [Fact]
    public void Texts_are_compared_whatever_their_case()
    {
        Assert.True(Of(new Test.Is("SSH"), "ssh"));
        Assert.True(Of(new Test.In(["ftp", "SSH"]), "ssh"));
        Assert.True(Of(new Test.Contains("SSH"), "OpenSSH"));
    }

    [Theory]
    [InlineData("1.9", "1.10", true)]
    [InlineData("1.10", "1.9", false)]
    [InlineData("2.4", "2.4.0", false)]
    [InlineData("2.4.6-1", "2.4.58", true)]
    [InlineData("2.4.58-1", "2.4.58", false)]
    [InlineData("9.2p1", "9.2p2", true)]
    [InlineData("1.0.2k", "1.0.2l", true)]
    [InlineData("5.0.0-rc2", "5.0.0", true)]
    [InlineData("v7.0", "7.0.1", true)]
    [InlineData("99999999999999999999.1", "3", false)]
    [InlineData("2.2.X - 2.3.X", "9", null)]
    [InlineData("2.4.x", "9", null)]
    [InlineData("9.6.0 or later", "10", null)]
    [InlineData("9.2p1 Debian 2+deb12u10", "9.8", null)]
    [InlineData("unknown", "1", null)]
    public void Versions_are_compared_as_numbers_and_unknown_where_they_name_no_single_one(string text, string bound, bool? below)
    {
        Assert.True(DottedVersion.TryParse(bound, out var version));

        Assert.Equal(below, Of(new Test.VersionBelow(version), text));
    }

    private static bool? Of(Test test) => Truth(test, [], every: false);

    private static bool? Of(Test test, object? value, bool every = false) => Truth(test, new() { ["fact"] = value }, every);

    private static bool? Truth(Test test, Dictionary<string, object?> facts, bool every) =>
        ConditionCompiler.Compile(new Condition.Compare(new("fact", FactKind.TextList, AssetKind.Service, ""), test, every))(
            facts
        );
}
