using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>The one mapping that a file of ours holds.</summary>
internal static class YamlRoot
{
    /// <summary>What reading a file puts in the place of octets that are no UTF-8.</summary>
    private const char NoLetter = '\uFFFD';

    /// <summary>Null, with a fault, where the text holds not exactly one.</summary>
    public static Mapping? Of(RuleFile file, Faults faults, string what)
    {
        if (file.Text.IndexOf(NoLetter, StringComparison.Ordinal) is >= 0 and var at)
        {
            var before = file.Text.AsSpan(0, at);
            faults.Add(
                before.Count('\n') + 1,
                at - before.LastIndexOf('\n'),
                "(file)",
                "holds octets that are no UTF-8",
                "save it in UTF-8"
            );
            return null;
        }

        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(file.Text);
            stream.Load(new SharedNothing(new Parser(reader)));
            if (stream.Documents is [{ RootNode: var node }])
                return Mapping.Of(node, "", faults);
            faults.Add(1, 1, "(file)", $"holds not exactly one {what}", $"one {what} per file");
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
