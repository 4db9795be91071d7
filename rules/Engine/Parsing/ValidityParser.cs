using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads <c>valid-for: { hours: FACT }</c> or <c>{ days: FACT }</c>, which a rule need not have.</summary>
internal sealed class ValidityParser(IReadOnlyDictionary<string, FactDeclaration> facts, string reads, Faults faults)
{
    private const string Key = "valid-for";

    private static readonly Dictionary<string, TimeSpan> Units = new()
    {
        ["hours"] = TimeSpan.FromHours(1),
        ["days"] = TimeSpan.FromDays(1),
    };

    /// <param name="root">The rule.</param>
    /// <param name="on">The assets about which the facts of its condition are stated.</param>
    public Validity? Parse(Mapping root, AssetKind on)
    {
        if (root.Optional(Key) is not { } node || Mapping.Of(node, Key, faults) is not { } mapping)
            return null;
        var units = Units.Keys.Where(unit => mapping.Optional(unit) is not null).ToList();
        mapping.RefuseOthers();
        if (units is not [var unit])
        {
            faults.Add(node, Key, "names no unit, or two", "write { hours: FACT } or { days: FACT }");
            return null;
        }

        return mapping.RequiredText(unit) is { } name && IsCounted(mapping, unit, name, on)
            ? new Validity(name, Units[unit])
            : null;
    }

    private bool IsCounted(Mapping mapping, string unit, string name, AssetKind on)
    {
        if (facts.GetValueOrDefault(name) is not { } fact)
            faults.Add(mapping.KeyNode(unit), Key, $"the probe {reads} states no '{name}'", "write a fact of the probe");
        else if (fact.Kind != FactKind.Number)
            faults.Add(mapping.KeyNode(unit), Key, $"{name} is no number", $"write a fact that counts {unit}");
        else if (!StableFacts.OfTheMoment.Contains(name))
            faults.Add(mapping.KeyNode(unit), Key, $"{name} does not count down", "write a fact that the clock moves: hours_left");
        else if ((fact.On & on) == AssetKind.None)
            faults.Add(mapping.KeyNode(unit), Key, $"{name} is stated about {fact.On}", "write a fact of the same asset");
        else
            return true;
        return false;
    }
}
