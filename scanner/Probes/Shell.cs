using System.Buffers;

namespace CyberWatch.Scanner.Probes;

/// <summary>Words of a command line that a person copies from an alert.</summary>
internal static class Shell
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+=,"
    );

    /// <summary>As it is where no shell gives any of it a meaning, else in single quotes.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.AsSpan().IndexOfAnyExcept(Plain) < 0
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
