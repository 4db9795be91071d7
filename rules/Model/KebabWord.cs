using System.Text.Json;

namespace CyberWatch.Rules.Model;

/// <summary>Members of closed lists by the words that files, the registry and documents have for them.</summary>
public static class KebabWord
{
    /// <summary>In kebab case: <c>TimedOut</c> is <c>timed-out</c>.</summary>
    public static string Kebab<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
