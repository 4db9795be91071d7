namespace CyberWatch.Dashboard.Access;

/// <summary>Where to go after signing in: only ever a page of ours.</summary>
internal static class ReturnAddress
{
    private const int Longest = 2_000;

    /// <summary>The address asked for if it is a path here, else the first page.</summary>
    public static string Local(string? asked) => asked is { Length: > 0 and <= Longest } && IsLocal(asked) ? InAscii(asked) : "/";

    private static bool IsLocal(string asked) =>
        asked[0] == '/' && IsPlainPath(asked) && !asked.Any(char.IsControl) && Uri.TryCreate(asked, UriKind.Relative, out _);

    /// <summary>Browsers take two slashes, of either kind, for the start of another host; steps upwards could bring two together.</summary>
    private static bool IsPlainPath(string asked)
    {
        var path = Uri.UnescapeDataString(asked.Split('?', '#')[0]);
        return !path.Contains('\\')
            && !path.Contains("//", StringComparison.Ordinal)
            && !path.Contains("/..", StringComparison.Ordinal);
    }

    /// <summary>A header of HTTP holds nothing else; what is escaped already stays as it is.</summary>
    private static string InAscii(string address) =>
        string.Concat(
            address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()))
        );
}
