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
        var rule = YamlRoot.Of(file, faults, "rule") is { } root ? new RuleFileParser(root, faults).Parse(file.Path) : null;
        return rule is null || faults.Found.Count > 0 ? throw new RuleFormatException(faults.Found) : rule;
    }
}
