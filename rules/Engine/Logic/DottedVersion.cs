using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CyberWatch.Rules.Engine.Logic;

/// <summary>
/// A version as products write it: numbers with dots, then perhaps a suffix (<c>2.4.6-1</c>, <c>9.2p1</c>, <c>1.0.2k</c>, <c>5.0.0-rc2</c>).
/// Numbers are compared as numbers (1.10 is above 1.9), absent ones are zero; a suffix is above the bare number unless it announces the
/// release (alpha, beta, rc, pre, dev). A text with a space names no single version: a range, or a distribution that backports fixes.
/// </summary>
internal sealed partial class DottedVersion
{
    private readonly string[] _numbers;
    private readonly string[] _suffix;
    private readonly int _rank;

    private DottedVersion(string[] numbers, string suffix)
    {
        _numbers = numbers;
        _suffix = [.. Token().Matches(suffix.ToLowerInvariant()).Select(token => token.Value)];
        _rank =
            _suffix.Length == 0 ? 0
            : _suffix[0] is "alpha" or "beta" or "rc" or "pre" or "preview" or "dev" or "snapshot" or "m" ? -1
            : 1;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out DottedVersion? version)
    {
        var match = Form().Match(text.Trim());
        var suffix = match.Groups["suffix"].Value;
        version = match.Success && !AnyOfThem().IsMatch(suffix) ? new(match.Groups["numbers"].Value.Split('.'), suffix) : null;
        return version is not null;
    }

    public bool IsBelow(DottedVersion other) => Order(other) < 0;

    private int Order(DottedVersion other)
    {
        for (var i = 0; i < Math.Max(_numbers.Length, other._numbers.Length); i++)
        {
            var order = ByNumber(_numbers.ElementAtOrDefault(i) ?? "0", other._numbers.ElementAtOrDefault(i) ?? "0");
            if (order != 0)
                return order;
        }
        return _rank != other._rank ? _rank.CompareTo(other._rank) : BySuffix(other);
    }

    private int BySuffix(DottedVersion other)
    {
        for (var i = 0; i < Math.Min(_suffix.Length, other._suffix.Length); i++)
        {
            var (mine, theirs) = (_suffix[i], other._suffix[i]);
            var bothNumbers = char.IsAsciiDigit(mine[0]) && char.IsAsciiDigit(theirs[0]);
            var order = bothNumbers ? ByNumber(mine, theirs) : string.CompareOrdinal(mine, theirs);
            if (order != 0)
                return order;
        }
        return _suffix.Length.CompareTo(other._suffix.Length);
    }

    /// <summary>Digits of any length, so that a date or a build number cannot overflow.</summary>
    private static int ByNumber(string mine, string theirs)
    {
        var (left, right) = (mine.TrimStart('0'), theirs.TrimStart('0'));
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    [GeneratedRegex(
        @"^[vV]?(?<numbers>[0-9]+(\.[0-9]+)*)(?<suffix>([-+~_.]?[A-Za-z]|[-+~_])[A-Za-z0-9.+~_-]*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();

    /// <summary><c>2.4.x</c> is a family of versions.</summary>
    [GeneratedRegex(@"^\.?[xX]$", RegexOptions.NonBacktracking)]
    private static partial Regex AnyOfThem();

    [GeneratedRegex("[0-9]+|[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
