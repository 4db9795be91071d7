namespace CyberWatch.Infra.Registry.Import;

/// <summary>What came of reading a file of ours.</summary>
public abstract record FileOutcome
{
    private FileOutcome() { }

    /// <summary>Read, and kept unless it was a dry run. A change is a line that begins with + or -.</summary>
    public sealed record Read(int Lines, IReadOnlyList<string> Changes) : FileOutcome;

    /// <summary>Nothing was kept.</summary>
    public sealed record Refused(IReadOnlyList<InputFault> Faults) : FileOutcome;
}
