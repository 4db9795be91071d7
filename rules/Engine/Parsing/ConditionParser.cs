using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads <c>when:</c>, and remembers which facts it asks for.</summary>
internal sealed class ConditionParser(IReadOnlyDictionary<string, FactDeclaration> declared, string probe, Faults faults)
{
    private const int Deepest = 8;

    private readonly Dictionary<string, FactDeclaration> _facts = [];

    public IReadOnlyCollection<FactDeclaration> Facts => _facts.Values;

    public Condition? Parse(YamlNode node, string path, int depth = 0)
    {
        if (depth > Deepest)
        {
            faults.Add(node, path, "is nested too deeply", $"use at most {Deepest} levels");
            return null;
        }
        if (Mapping.Of(node, path, faults) is not { } mapping)
            return null;
        var heads = mapping.Keys.Where(key => key is "all" or "any" or "not" or "fact").ToList();
        if (heads is [var head])
            return Parse(mapping, head, depth);
        faults.Add(node, path, "needs exactly one of all, any, not, fact", "split it into several conditions");
        return null;
    }

    private Condition? Parse(Mapping mapping, string head, int depth)
    {
        if (head == "fact")
            return Comparison(mapping);
        var condition = head switch
        {
            "all" => Parts(mapping, head, depth) is { } parts ? new Condition.All(parts) : null,
            "any" => Parts(mapping, head, depth) is { } parts ? new Condition.Any(parts) : null,
            _ => Parse(mapping.Required(head)!, mapping.PathOf(head), depth + 1) is { } part
                ? new Condition.Not(part)
                : (Condition?)null,
        };
        mapping.RefuseOthers();
        return condition;
    }

    private List<Condition>? Parts(Mapping mapping, string head, int depth)
    {
        var nodes = mapping.RequiredList(head);
        var parts = nodes
            .Select((node, index) => Parse(node, $"{mapping.PathOf(head)}[{index}]", depth + 1))
            .OfType<Condition>()
            .ToList();
        return parts.Count > 0 && parts.Count == nodes.Count ? parts : null;
    }

    private Condition.Compare? Comparison(Mapping mapping)
    {
        if (mapping.RequiredText("fact") is not { } name)
            return null;
        if (!declared.TryGetValue(name, out var fact))
        {
            var remedy = $"the facts of {probe} are declared in rules/Model/Facts{Nearest(name)}";
            faults.Add(mapping.KeyNode("fact"), mapping.PathOf("fact"), $"the probe {probe} states no fact '{name}'", remedy);
            return null;
        }
        _facts[name] = fact;
        var test = new TestParser(mapping, fact, faults).Parse();
        var every = Every(mapping, fact);
        mapping.RefuseOthers();
        return test is null ? null : new(fact, test, every);
    }

    private bool Every(Mapping mapping, FactDeclaration fact)
    {
        if (mapping.Optional("every") is not { } node)
            return false;
        if (fact.Kind != FactKind.TextList || Values.Flag(node) is not true)
            faults.Add(node, mapping.PathOf("every"), "is true, and only on a list of texts", "leave it out");
        else if (mapping.Keys.Contains("exists"))
            faults.Add(node, mapping.PathOf("every"), "says nothing together with exists", "leave it out");
        return true;
    }

    private string Nearest(string name)
    {
        var near = declared.Keys.Where(known =>
            known.Contains(name, StringComparison.Ordinal) || name.Contains(known, StringComparison.Ordinal)
        );
        return string.Join(" or ", near.Take(3)) is { Length: > 0 } words ? $"; perhaps {words}" : "";
    }
}
