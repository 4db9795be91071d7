using System.Globalization;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Engine.Parsing;
using CyberWatch.Rules.Model;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>Reads a policy of due dates. As strict as a rule's file: every row must be there, once, and no other.</summary>
public static class DuePolicyParser
{
    private const int LongestSpan = 3650;

    /// <exception cref="RuleFormatException">The text is no policy; the message has all faults with line and column.</exception>
    public static DuePolicy Parse(RuleFile file)
    {
        var faults = new Faults(file.Path);
        var policy = YamlRoot.Of(file, faults, "policy") is { } root ? Read(root, faults) : null;
        return policy is null || faults.Found.Count > 0 ? throw new RuleFormatException(faults.Found) : policy;
    }

    private static DuePolicy? Read(Mapping root, Faults faults)
    {
        var name = root.RequiredText("policy");
        if (name is not null && !name.All(char.IsAsciiLetterOrDigit))
            faults.Add(root.KeyNode("policy"), "policy", $"'{name}' is no name", "write one word of letters and digits");
        var rows = root.RequiredMapping("days");
        root.RefuseOthers();
        if (name is null || rows is null)
            return null;
        var exploited = Days(rows, DuePolicy.Exploited, faults);
        var days = Enum.GetValues<Severity>()
            .OrderDescending()
            .ToDictionary(severity => severity, severity => Days(rows, severity.Kebab(), faults));
        rows.RefuseOthers();
        return new DuePolicy(name, days, exploited);
    }

    private static int? Days(Mapping rows, string row, Faults faults)
    {
        if (rows.Required(row) is not { } node)
            return null;
        var text = (node as YamlScalarNode)?.Value;
        if (text == "none")
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= LongestSpan)
            return days;
        faults.Add(node, rows.PathOf(row), $"'{text}' is no number of days", $"write 1 to {LongestSpan}, or none");
        return null;
    }
}
