using CsCheck;
using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Engine;

public class ThreeValuedLogicTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly Gen<Condition> Leaf = Gen.Select(
        Gen.Int[0, Names.Length - 1].Select(i => Names[i]),
        Gen.OneOf(
            Gen.Double[0, 3].Select(bound => (Test)new Test.Below(bound)),
            Gen.Double[0, 3].Select(bound => (Test)new Test.AtLeast(bound)),
            Gen.Int[0, 3].Select(value => (Test)new Test.Is((double)value)),
            Gen.Const((Test)new Test.Is(null)),
            Gen.Bool.Select(wanted => (Test)new Test.Exists(wanted))
        ),
        (name, test) =>
            (Condition)
                new Condition.Compare(new FactDeclaration(name, FactKind.Number, AssetKind.Service, ""), test, Every: false)
    );

    private static readonly Gen<Condition> Conditions = Gen.Recursive<Condition>(
        (depth, inner) =>
            depth == 3
                ? Leaf
                : Gen.OneOf(
                    Leaf,
                    inner.List[1, 3].Select(parts => (Condition)new Condition.All(parts)),
                    inner.List[1, 3].Select(parts => (Condition)new Condition.Any(parts)),
                    inner.Select(part => (Condition)new Condition.Not(part))
                )
    );

    private static readonly Gen<object?> Value = Gen.OneOf(
        Gen.Int[0, 3].Select(number => (object?)(double)number),
        Gen.Const((object?)null)
    );

    /// <summary>Each fact is missing, absent (null) or a number.</summary>
    private static readonly Gen<Dictionary<string, object?>> Facts = Gen.Select(
        Gen.Bool.Array[Names.Length],
        Value.Array[Names.Length],
        (stated, values) => Enumerable.Range(0, Names.Length).Where(i => stated[i]).ToDictionary(i => Names[i], i => values[i])
    );

    [Fact]
    public void De_Morgan_holds_with_missing_facts_too() =>
        Gen.Select(Conditions.List[1, 3], Facts)
            .Sample(
                (parts, facts) =>
                {
                    List<Condition> negated = [.. parts.Select(part => new Condition.Not(part))];
                    return Truth(new Condition.Not(new Condition.All(parts)), facts) == Truth(new Condition.Any(negated), facts)
                        && Truth(new Condition.Not(new Condition.Any(parts)), facts) == Truth(new Condition.All(negated), facts);
                }
            );

    [Fact]
    public void One_more_fact_never_turns_what_was_decided() =>
        Gen.Select(Conditions, Facts, Gen.Int[0, Names.Length - 1].Select(i => Names[i]), Value)
            .Sample(
                (condition, facts, name, value) =>
                {
                    var before = Truth(condition, facts);
                    var more = new Dictionary<string, object?>(facts);
                    more.TryAdd(name, value);
                    return before is null || Truth(condition, more) == before;
                }
            );

    [Fact]
    public void Order_of_conditions_does_not_matter() =>
        Gen.Select(Conditions.List[1, 4], Facts)
            .Sample(
                (parts, facts) =>
                {
                    List<Condition> reversed = [.. Enumerable.Reverse(parts)];
                    return Truth(new Condition.All(parts), facts) == Truth(new Condition.All(reversed), facts)
                        && Truth(new Condition.Any(parts), facts) == Truth(new Condition.Any(reversed), facts);
                }
            );

    [Fact]
    public void All_facts_stated_decide_every_condition() =>
        Gen.Select(Conditions, Value.Array[Names.Length])
            .Sample(
                (condition, values) =>
                    Truth(condition, Enumerable.Range(0, Names.Length).ToDictionary(i => Names[i], i => values[i])) is not null
            );

    private static bool? Truth(Condition condition, IReadOnlyDictionary<string, object?> facts) =>
        ConditionCompiler.Compile(condition)(facts);
}
