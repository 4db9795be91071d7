using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Commands;

/// <summary>A number with its word: 1 finding, 2 findings.</summary>
internal static class Counted
{
    public static string Of(int count, string one) => Of(count, one, one + "s");

    public static string Of(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Plural.English(count, one, many)}");
}
