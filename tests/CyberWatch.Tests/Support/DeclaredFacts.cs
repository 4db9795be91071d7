using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>Reads the facts of a finding, and insists that each is declared for its probe, its kind of asset and its kind of value.</summary>
internal static class DeclaredFacts
{
    public static IReadOnlyDictionary<string, object?> Of(IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        var facts = Assert.IsType<ProbeAnswer.Facts>(finding.Answer).Values;
        var declared = FactCatalogue.Of(finding.Probe)!;
        Assert.All(
            facts,
            fact =>
            {
                Assert.True(declared[fact.Key].On.HasFlag(finding.Asset.Kind), $"{fact.Key} on {finding.Asset.Key}");
                Assert.True(Fits(fact.Value, declared[fact.Key]), $"{fact.Key} is {fact.Value}");
            }
        );
        return facts;
    }

    public static Silence SilenceOf(IReadOnlyList<Finding> findings) =>
        Assert.IsType<ProbeAnswer.NoAnswer>(Assert.Single(findings).Answer).Why;

    private static bool Fits(object? value, FactDeclaration declared) =>
        value switch
        {
            null => true,
            bool => declared.Kind == FactKind.Flag,
            double => declared.Kind == FactKind.Number,
            string => declared.Kind == FactKind.Text && declared.Values?.Contains(value) is not false,
            IReadOnlyList<string> => declared.Kind == FactKind.TextList,
            _ => false,
        };
}
