using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>A rule is believed when its own tests pass, show all three verdicts, and no part of its condition is beyond reach.</summary>
internal static class RuleProof
{
    public static void Check(Rule rule, Condition when, Mapping root, Faults faults)
    {
        foreach (var contradiction in Contradictions.In(when))
            faults.Add(root.KeyNode("when"), "when", $"cannot fire: {contradiction}", "join them by any, or drop one");
        foreach (var test in rule.Tests.Where(test => rule.Judge(test.Facts) != test.Expect))
            faults.Add(test.Line, test.Column, "tests", Failure(test, rule), "correct the test or the condition");
        foreach (var test in rule.Tests.Where(test => test.Expect == Verdict.Match && LacksEnd(rule, test)))
            faults.Add(test.Line, test.Column, "tests", Endless(test, rule), "state it, as the probe would");
        var unseen = Enum.GetValues<Verdict>()
            .Except(rule.Tests.Select(test => test.Expect))
            .Select(verdict => verdict.Kebab())
            .ToList();
        if (unseen.Count > 0)
            faults.Add(root.KeyNode("tests"), "tests", $"no test expects {string.Join(", ", unseen)}", "show all three verdicts");
    }

    /// <summary>What matches without it would get a date beyond the end, and nobody would see why.</summary>
    private static bool LacksEnd(Rule rule, RuleTest test) =>
        rule.ValidFor is { } validity && test.Facts.GetValueOrDefault(validity.Fact) is not double;

    private static string Endless(RuleTest test, Rule rule) =>
        $"'{test.Name}' expects match and does not say {rule.ValidFor!.Fact}, which valid-for counts on";

    private static string Failure(RuleTest test, Rule rule) =>
        $"'{test.Name}' expects {test.Expect.Kebab()} and gets {rule.Judge(test.Facts).Kebab()}";
}
