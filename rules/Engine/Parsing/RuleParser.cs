using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>
/// Text in, compiled rule out. Strict: what is not understood to the last key is refused, with the file, the line, the key and what to do,
/// all of it at once as far as the YAML can be read. The rule must also prove itself by its own tests (<see cref="RuleProof"/>).
/// </summary>
public static class RuleParser
{
    /// <exception cref="RuleFormatException">The text is not a rule that this engine can run.</exception>
    public static Rule Parse(RuleFile file)
    {
        var faults = new Faults(file.Path);
        var rule = Root(file, faults) is { } root ? new RuleFileParser(root, faults).Parse(file.Path) : null;
        return rule is null || faults.Found.Count > 0 ? throw new RuleFormatException(faults.Found) : rule;
    }

    private static Mapping? Root(RuleFile file, Faults faults)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(file.Text);
            stream.Load(new SharedNothing(new Parser(reader)));
            if (stream.Documents is [{ RootNode: var node }])
                return Mapping.Of(node, "", faults);
            faults.Add(1, 1, "(file)", "holds not exactly one rule", "one rule per file");
        }
        catch (YamlException e)
        {
            var problem = (e.InnerException ?? e).Message;
            faults.Add(e.Start.Line, e.Start.Column, KeyIn(problem), problem, "each key once, and plain YAML");
        }
        return null;
    }

    /// <summary>YamlDotNet tells of a doubled key in words only: <c>Duplicate key title</c>.</summary>
    private static string KeyIn(string problem) =>
        problem.StartsWith("Duplicate key", StringComparison.Ordinal)
            ? problem["Duplicate key".Length..].Trim(' ', '\'', '.')
            : "(yaml)";
}
