namespace CyberWatch.EndToEnd.Lab;

/// <summary>What a scanner needs to know of the lab that runs.</summary>
/// <param name="Namespace">Network namespace in which the scanner stands.</param>
/// <param name="Resolver">The lab's validating resolver.</param>
/// <param name="Authority">PEM file of the lab's root certificate.</param>
public sealed record LabSettings(string Namespace, string Resolver, string Authority)
{
    /// <summary>Reads the lines of <c>lab env</c>, VARIABLE=value.</summary>
    public static LabSettings Parse(string lines)
    {
        var values = lines
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new LabSettings(
            values["CYBERWATCH_LAB_NAMESPACE"],
            values["CYBERWATCH_LAB_RESOLVER"],
            values["CYBERWATCH_LAB_AUTHORITY"]
        );
    }
}
