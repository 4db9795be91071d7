using System.Globalization;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>One thing that is wrong in a file, and what to write instead.</summary>
/// <param name="File">Name without folder.</param>
/// <param name="Line">From 1; 0 where the fault is of the file as a whole.</param>
/// <param name="Column">The column's name; null where the fault is of the line.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Sentence">Problem and remedy.</param>
public sealed record InputFault(string File, long Line, string? Column, string? Value, string Sentence)
{
    private const int LongestValue = 80;

    public override string ToString()
    {
        var file = Shown(File);
        var place = Line == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file} line {Line}");
        var column = Column is null ? "" : $", {Shown(Column)}";
        var value = Value is null ? "" : $" '{Shown(Value)}'";
        return $"{place}{column}{value}: {Sentence}";
    }

    // what a stranger wrote reaches a terminal
    private static string Shown(string value) =>
        PrintableText.Of(value.Length <= LongestValue ? value : value[..LongestValue] + "…");
}
