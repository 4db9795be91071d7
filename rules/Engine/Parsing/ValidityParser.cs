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
        var (fault, remedy) = Refuse(name, unit, on);
        if (fault is null)
            return true;
        faults.Add(mapping.KeyNode(unit), Key, fault, remedy);
        return false;
    }

    /// <summary>Why a fact does not serve, and what to write; nothing where it does.</summary>
    private (string? Fault, string Remedy) Refuse(string name, string unit, AssetKind on) =>
        facts.GetValueOrDefault(name) switch
        {
            null => ($"the probe {reads} states no '{name}'", "write a fact of the probe"),
            { Kind: not FactKind.Number } => ($"{name} is no number", $"write a fact that counts {unit}"),
            // it is kept with the evidence: one that others move would void what somebody accepted
            _ when !StableFacts.OfTheMoment.Contains(name) => (
                $"{name} does not count down",
                "write a fact that the clock moves, such as hours_left"
            ),
            var fact when (fact.On & on) == AssetKind.None => (
                $"{name} is stated about {fact.On}",
                "write a fact of the same asset"
            ),
            _ => (null, ""),
        };
}
