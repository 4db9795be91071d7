using System.Text.RegularExpressions;
using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads the keys of one rule. Every method reads on after a fault, so that all are found in one go.</summary>
internal sealed partial class RuleFileParser(Mapping root, Faults faults)
{
    private readonly RuleClaims _claims = new(root, faults);

    public Rule? Parse(string path)
    {
        var id = Id(path);
        var (title, why, fix) = (Text("title"), Text("why"), Text("fix"));
        var severity = SeverityOf();
        var confirm = Confirm();
        var (checks, references) = (_claims.Checks(), _claims.References());
        var (confidence, vulnerabilities) = (_claims.Confidence(), _claims.Vulnerabilities());
        var reads = Reads(id);
        var facts = reads is null ? null : FactCatalogue.Of(reads);
        var (when, on, names) = facts is null ? default : When(facts, reads!);
        var validity = facts is null ? IgnoredValidity() : new ValidityParser(facts, reads!, faults).Parse(root, on);
        var tests = facts is null ? IgnoredTests() : new RuleTestParser(facts, reads!, faults).Parse(root);
        root.RefuseOthers();
        if (faults.Found.Count > 0 || when is null)
            return null;
        var rule = new Rule
        {
            Id = id!,
            Title = title!,
            Why = why!,
            Fix = fix!,
            Severity = severity!.Value,
            Reads = reads!,
            On = on,
            SecondLook = confirm,
            Confidence = confidence,
            ValidFor = validity,
            Vulnerabilities = vulnerabilities,
            Checks = checks,
            References = references,
            Tests = tests,
            Facts = validity is null ? names! : [.. names!.Union([validity.Fact])],
            Judge = ConditionCompiler.Judge(when),
        };
        _claims.Check(when, confidence);
        RuleProof.Check(rule, when, root, faults);
        return rule;
    }

    private string? Id(string path)
    {
        if (root.RequiredText("id") is not { } id)
            return null;
        var place = path.EndsWith(".yaml", StringComparison.Ordinal) ? path[..^".yaml".Length].Replace('/', '.') : path;
        if (!IdForm().IsMatch(id))
            Fault("id", $"'{id}' is no id", "write probe.words-with-hyphens, in lower case");
        else if (id != place)
            Fault("id", $"'{id}' is not the place of the file", $"write {place}, or move the file");
        return id;
    }

    private LocalizedText? Text(string key)
    {
        if (root.RequiredMapping(key) is not { } texts)
            return null;
        var (french, english) = (texts.RequiredText("fr"), texts.RequiredText("en"));
        texts.RefuseOthers();
        return french is null || english is null ? null : new(french, english);
    }

    private Severity? SeverityOf()
    {
        var word = root.RequiredText("severity");
        Severity? severity = Enum.GetValues<Severity>().Cast<Severity?>().FirstOrDefault(one => one?.Kebab() == word);
        if (word is not null && severity is null)
            Fault("severity", $"'{word}' is no severity", "write info, low, medium, high or critical");
        return severity;
    }

    private bool Confirm()
    {
        if (root.Optional("confirm") is not { } node)
            return false;
        if (root.TextOf(node, "confirm") is { } word && word != "second-look")
            Fault("confirm", $"'{word}' is no way to confirm", "write second-look, or leave the key out");
        return true;
    }

    private string? Reads(string? id)
    {
        if (root.RequiredText("reads") is not { } reads)
            return null;
        if (FactCatalogue.Of(reads) is null)
            Fault("reads", $"there is no probe '{reads}'", $"the probes are {string.Join(", ", FactCatalogue.Probes)}");
        else if (id is not null && !id.StartsWith(reads + ".", StringComparison.Ordinal))
            Fault("reads", $"'{reads}' is not the folder of the rule", "a rule stands in the folder of the probe that it reads");
        return reads;
    }

    private (Condition? When, AssetKind On, IReadOnlyList<string>? Names) When(
        IReadOnlyDictionary<string, FactDeclaration> facts,
        string reads
    )
    {
        if (root.Required("when") is not { } node)
            return default;
        var parser = new ConditionParser(facts, reads, faults);
        var when = parser.Parse(node, "when");
        var on = parser.Facts.Aggregate((AssetKind)~0, (kinds, fact) => kinds & fact.On);
        if (parser.Facts.Count > 0 && on == AssetKind.None)
            Fault("when", $"its facts are never stated about one asset: {Kinds(parser)}", "make one rule per kind of asset");
        return (when, on, [.. parser.Facts.Select(fact => fact.Name)]);
    }

    private static string Kinds(ConditionParser parser) =>
        string.Join("; ", parser.Facts.Select(fact => $"{fact.Name} about {fact.On}"));

    private Validity? IgnoredValidity()
    {
        root.Optional("valid-for");
        return null;
    }

    private IReadOnlyList<RuleTest> IgnoredTests()
    {
        root.Optional("when");
        root.Optional("tests");
        return [];
    }

    private void Fault(string key, string problem, string remedy) => faults.Add(root.KeyNode(key), key, problem, remedy);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(\.[a-z0-9]+(-[a-z0-9]+)*)+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IdForm();
}
