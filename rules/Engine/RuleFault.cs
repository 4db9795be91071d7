namespace CyberWatch.Rules.Engine;

/// <summary>One file of a catalogue as it was read: the path below the catalogue, with slashes, and the text.</summary>
public sealed record RuleFile(string Path, string Text);

/// <summary>One thing that is wrong with a rule's file, and what to do about it. Line and column start at 1.</summary>
public sealed record RuleFault(string File, long Line, long Column, string Key, string Problem, string Remedy)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Key}: {Problem}; {Remedy}");
}

/// <summary>A text is not a rule that this engine can run. The message has one line for each fault.</summary>
public sealed class RuleFormatException(IReadOnlyList<RuleFault> faults, Exception? inner = null)
    : Exception(string.Join('\n', faults), inner)
{
    public IReadOnlyList<RuleFault> Faults { get; } = faults;
}
