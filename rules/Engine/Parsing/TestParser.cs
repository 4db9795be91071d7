using System.Text.RegularExpressions;
using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads the one operator of a comparison, and refuses those that cannot be asked of this kind of fact.</summary>
internal sealed class TestParser(Mapping mapping, FactDeclaration fact, Faults faults)
{
    private static readonly Dictionary<string, FactKind[]> Operators = new()
    {
        ["is"] = [FactKind.Flag, FactKind.Number, FactKind.Text, FactKind.TextList],
        ["in"] = [FactKind.Number, FactKind.Text, FactKind.TextList],
        ["below"] = [FactKind.Number],
        ["at-least"] = [FactKind.Number],
        ["contains"] = [FactKind.Text, FactKind.TextList],
        ["matches"] = [FactKind.Text, FactKind.TextList],
        ["version-below"] = [FactKind.Text, FactKind.TextList],
        ["exists"] = [FactKind.Flag, FactKind.Number, FactKind.Text, FactKind.TextList],
    };

    public Test? Parse()
    {
        var names = mapping.Keys.Where(Operators.ContainsKey).ToList();
        if (names is not [var name])
        {
            var problem = $"the condition on '{fact.Name}' needs exactly one operator";
            faults.Add(mapping.Node, mapping.Path, problem, $"use one of {string.Join(", ", Operators.Keys)}");
            foreach (var extra in names)
                mapping.Optional(extra);
            return null;
        }
        var node = mapping.Optional(name)!;
        if (Operators[name].Contains(fact.Kind))
            return Parse(name, node);
        var possible = Operators.Where(entry => entry.Value.Contains(fact.Kind)).Select(entry => entry.Key);
        Fault(node, name, $"cannot be asked of {fact.Name}, a {fact.Kind}", $"use {string.Join(", ", possible)}");
        return null;
    }

    private Test? Parse(string name, YamlNode node) =>
        name switch
        {
            "is" => Is(node),
            "in" => In(node),
            "below" => Bound(name, node) is { } below ? new Test.Below(below) : null,
            "at-least" => Bound(name, node) is { } least ? new Test.AtLeast(least) : null,
            "contains" => mapping.TextOf(node, mapping.PathOf(name)) is { } part ? new Test.Contains(part) : null,
            "matches" => Matches(node),
            "version-below" => Version(node),
            _ => Exists(node),
        };

    private Test.Is? Is(YamlNode node)
    {
        if (node is not YamlScalarNode scalar || !Mapping.IsNull(scalar))
            return Values.TryOne(node, fact, mapping.PathOf("is"), faults, out var value) ? new(value) : null;
        if (fact.Kind != FactKind.TextList)
            return new(null);
        Fault(node, "is", "null says nothing about the elements of a list", "use exists: false, which an empty list is too");
        return null;
    }

    private Test.In? In(YamlNode node)
    {
        var values = new List<object>();
        foreach (var element in mapping.RequiredList("in"))
        {
            if (Values.TryOne(element, fact, mapping.PathOf("in"), faults, out var value))
                values.Add(value!);
        }
        return node is YamlSequenceNode list && values.Count == list.Children.Count && values.Count > 0 ? new(values) : null;
    }

    private double? Bound(string name, YamlNode node)
    {
        var number = Values.Number(node);
        if (number is null)
            Fault(node, name, "is no number", "write a number, without unit");
        return number;
    }

    private Test.Matches? Matches(YamlNode node)
    {
        if (mapping.TextOf(node, mapping.PathOf("matches")) is not { } pattern)
            return null;
        try
        {
            // what a scanned host says must not be able to slow the judgement down
            return new(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Fault(node, "matches", $"is no pattern: {e.Message}", "neither look-around nor back references can be used");
            return null;
        }
    }

    private Test.VersionBelow? Version(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } text } && DottedVersion.TryParse(text, out var version))
            return new(version);
        Fault(node, "version-below", "is no version", "write numbers with dots, such as '2.4.58'");
        return null;
    }

    private Test.Exists? Exists(YamlNode node)
    {
        if (Values.Flag(node) is { } wanted)
            return new(wanted);
        Fault(node, "exists", "is neither true nor false", "write true or false");
        return null;
    }

    private void Fault(YamlNode node, string key, string problem, string remedy) =>
        faults.Add(node, mapping.PathOf(key), problem, remedy);
}
