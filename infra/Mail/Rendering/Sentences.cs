namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Cuts the long words of a rule down to what an action needs.</summary>
internal static class Sentences
{
    private const int Enough = 220;

    /// <summary>The first sentences, as many as fit; at least one.</summary>
    public static string First(string prose)
    {
        var end = EndOfSentence(prose, 0);
        for (var next = EndOfSentence(prose, end); next > end && next <= Enough; next = EndOfSentence(prose, next))
            end = next;
        return prose[..end].Trim();
    }

    /// <summary>Steps without the dash or number before them, one a line.</summary>
    public static IReadOnlyList<string> Steps(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WithoutMark)];

    /// <summary>As it goes on after a colon: "Renouveler le certificat" becomes "renouveler le certificat", "TLS" stays.</summary>
    public static string Continued(string sentence) =>
        sentence.Length > 1 && char.IsUpper(sentence[0]) && char.IsLower(sentence[1])
            ? char.ToLowerInvariant(sentence[0]) + sentence[1..]
            : sentence;

    /// <summary>Behind the next end of a sentence: its mark, and a blank with a capital after it, or the end of all.</summary>
    private static int EndOfSentence(string prose, int from)
    {
        for (var at = from + 1; at < prose.Length - 1; at++)
        {
            if (prose[at - 1] is '.' or '?' or '!' && char.IsWhiteSpace(prose[at]) && char.IsUpper(prose[at + 1]))
                return at;
        }
        return prose.Length;
    }

    private static string WithoutMark(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && line.AsSpan(digits).StartsWith(". ") ? line[(digits + 2)..]
            : line.StartsWith("- ", StringComparison.Ordinal) ? line[2..]
            : line;
    }
}
