using System.Globalization;
using CyberWatch.Rules.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads values as a probe would state them: the declaration of the fact says what may stand there.</summary>
internal static class Values
{
    /// <summary>The value of a fact in a test of a rule; false, with a fault, where it is not what the probe states.</summary>
    public static bool TryFact(YamlNode node, FactDeclaration fact, string path, Faults faults, out object? value)
    {
        value = null;
        if (node is YamlScalarNode scalar && Mapping.IsNull(scalar))
            return true;
        if (fact.Kind != FactKind.TextList)
            return TryOne(node, fact, path, faults, out value);
        if (node is not YamlSequenceNode list)
        {
            faults.Add(node, path, $"{fact.Name} is a list of texts", "write [a, b], or [] for none");
            return false;
        }
        var texts = new List<string>();
        foreach (var element in list.Children)
        {
            if (TryOne(element, fact, path, faults, out var one))
                texts.Add((string)one!);
        }
        value = texts;
        return texts.Count == list.Children.Count;
    }

    /// <summary>One value that is there, or one element of a list.</summary>
    public static bool TryOne(YamlNode node, FactDeclaration fact, string path, Faults faults, out object? value)
    {
        value = node is YamlScalarNode scalar ? Read(scalar, fact.Kind) : null;
        if (value is null)
            faults.Add(node, path, $"is not what {fact.Name} can be", $"{fact.Name} is {Words(fact.Kind)}: {fact.Meaning}");
        else if (fact.Values is { } known && !known.Contains((string)value, StringComparer.OrdinalIgnoreCase))
            faults.Add(node, path, $"{fact.Name} is never '{value}'", $"it is one of {string.Join(", ", known)}");
        else
            return true;
        return false;
    }

    public static double? Number(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain } scalar
        && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    public static bool? Flag(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            ? scalar.Value switch
            {
                "true" => true,
                "false" => false,
                _ => null,
            }
            : null;

    private static object? Read(YamlScalarNode scalar, FactKind kind) =>
        kind switch
        {
            FactKind.Flag => Flag(scalar),
            FactKind.Number => Number(scalar),
            // an unquoted 1.10 or no would be a number or a flag to other readers of the file
            _ => Flag(scalar) is null && Number(scalar) is null && !Mapping.IsNull(scalar) ? scalar.Value : null,
        };

    private static string Words(FactKind kind) =>
        kind switch
        {
            FactKind.Flag => "true or false",
            FactKind.Number => "a number",
            _ => "a text (in quotes where it looks like a number)",
        };
}
