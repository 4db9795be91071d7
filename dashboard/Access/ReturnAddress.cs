namespace CyberWatch.Dashboard.Access;

/// <summary>Where to go after signing in: only ever a page of ours.</summary>
internal static class ReturnAddress
{
    /// <summary>The address asked for if it is a path here, else the first page.</summary>
    public static string Local(string? asked) => asked is { Length: > 0 } && IsLocal(asked) ? asked : "/";

    private static bool IsLocal(string asked) =>
        asked[0] == '/'
        && (asked.Length == 1 || asked[1] is not ('/' or '\\')) // browsers take both for the start of another host
        && !asked.Any(char.IsControl)
        && Uri.TryCreate(asked, UriKind.Relative, out _);
}
