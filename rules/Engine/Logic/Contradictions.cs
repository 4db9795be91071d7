using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine.Logic;

/// <summary>
/// Finds tests of one fact that can never hold together although <c>all</c> asks for both. The rule's own match test already proves that
/// the whole can fire; this finds the branch that cannot, and names it.
/// </summary>
internal static class Contradictions
{
    public static IEnumerable<string> In(Condition condition) =>
        condition switch
        {
            Condition.All all => Among(all).Concat(all.Parts.SelectMany(In)),
            Condition.Any any => any.Parts.SelectMany(In),
            Condition.Not not => In(not.Part),
            _ => [],
        };

    private static IEnumerable<string> Among(Condition.All all)
    {
        var tests = Demanded(all).ToList();
        return tests
            .SelectMany((first, index) => tests.Skip(index + 1).Select(second => (first, second)))
            .Where(pair => pair.first.Fact.Name == pair.second.Fact.Name && Excluded(pair.first, pair.second))
            .Select(pair => $"'{pair.first.Fact.Name}' cannot pass {Words(pair.first.Test)} and {Words(pair.second.Test)}");
    }

    private static IEnumerable<Condition.Compare> Demanded(Condition.All all) =>
        all.Parts.SelectMany<Condition, Condition.Compare>(part =>
            part switch
            {
                Condition.Compare compare => [compare],
                Condition.All inner => Demanded(inner),
                _ => [],
            }
        );

    private static bool Excluded(Condition.Compare first, Condition.Compare second) =>
        IsAbsence(first.Test) != IsAbsence(second.Test)
        || OneValue(first, second) && (Excludes(first.Test, second.Test) || Excludes(second.Test, first.Test));

    private static bool IsAbsence(Test test) => test is Test.Is { Value: null } or Test.Exists { Wanted: false };

    /// <summary>Two elements of a list may pass what one value cannot.</summary>
    private static bool OneValue(Condition.Compare first, Condition.Compare second) =>
        first.Fact.Kind != FactKind.TextList || first.Every || second.Every;

    private static bool Excludes(Test first, Test second) =>
        first switch
        {
            Test.Is { Value: { } value } => ValueTest.Compile(second)(value) is false,
            Test.In { Values: var values } => values.All(value => ValueTest.Compile(second)(value) is false),
            Test.Below { Bound: var bound } => second is Test.AtLeast { Bound: var least } && least >= bound,
            _ => false,
        };

    private static string Words(Test test) =>
        test switch
        {
            Test.Is { Value: var value } => $"is: {value ?? "null"}",
            Test.In { Values: var values } => $"in: [{string.Join(", ", values)}]",
            Test.Below { Bound: var bound } => FormattableString.Invariant($"below: {bound}"),
            Test.AtLeast { Bound: var bound } => FormattableString.Invariant($"at-least: {bound}"),
            Test.Exists { Wanted: var wanted } => $"exists: {wanted}",
            _ => test.GetType().Name.ToLowerInvariant(),
        };
}
