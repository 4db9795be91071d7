using CyberWatch.Rules.Model;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads <c>tests:</c>. Their facts must be facts that the probe could have stated.</summary>
internal sealed class RuleTestParser(IReadOnlyDictionary<string, FactDeclaration> declared, string probe, Faults faults)
{
    public IReadOnlyList<RuleTest> Parse(Mapping rule)
    {
        var tests = rule.RequiredList("tests").Select((node, index) => One(node, $"tests[{index}]")).OfType<RuleTest>().ToList();
        foreach (var twin in tests.GroupBy(test => test.Name).Where(group => group.Count() > 1))
            faults.Add(rule.Node, "tests", $"two tests are called '{twin.Key}'", "give each its own name");
        return tests;
    }

    private RuleTest? One(YamlNode node, string path)
    {
        if (Mapping.Of(node, path, faults) is not { } mapping)
            return null;
        var name = mapping.RequiredText("name");
        var facts = mapping.RequiredMapping("facts") is { } stated ? Facts(stated) : null;
        var expect = Verdict(mapping);
        mapping.RefuseOthers();
        return name is null || facts is null || expect is null
            ? null
            : new(name, facts, expect.Value) { Line = node.Start.Line, Column = node.Start.Column };
    }

    private Dictionary<string, object?> Facts(Mapping stated)
    {
        var facts = new Dictionary<string, object?>();
        foreach (var name in stated.Keys.ToList())
        {
            var node = stated.Optional(name)!;
            if (!declared.TryGetValue(name, out var fact))
                faults.Add(node, stated.PathOf(name), $"the probe {probe} states no such fact", "see rules/Model/Facts");
            else if (Values.TryFact(node, fact, stated.PathOf(name), faults, out var value))
                facts[name] = value;
        }
        return facts;
    }

    private Verdict? Verdict(Mapping mapping)
    {
        var word = mapping.RequiredText("expect");
        Verdict? verdict = word switch
        {
            "match" => Engine.Verdict.Match,
            "clean" => Engine.Verdict.Clean,
            "inconclusive" => Engine.Verdict.Inconclusive,
            _ => null,
        };
        if (word is not null && verdict is null)
            faults.Add(mapping.Node, mapping.PathOf("expect"), $"'{word}' is no verdict", "write match, clean or inconclusive");
        return verdict;
    }
}
