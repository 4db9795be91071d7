using System.Globalization;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>How the register's text is read: trimmed, blanks collapsed, and what says nothing is null.</summary>
internal static class RegisterText
{
    private static readonly string[] BetweenPhones = ["/", ",", ";", " ou ", " OU "];

    public static string? Clean(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        // a lone backslash stands in old records for an empty field
        if (trimmed.IsEmpty || trimmed.Trim('\\').Trim().IsEmpty)
        {
            return null;
        }

        return trimmed.Contains("  ", StringComparison.Ordinal) || trimmed.ContainsAny('\t', '\r', '\n')
            ? string.Join(' ', trimmed.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : trimmed.ToString();
    }

    /// <summary>The first of several telephones, digits only. The CSV lost the zero at the front of some.</summary>
    public static string? Phone(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var first = text.Split(BetweenPhones, 2, StringSplitOptions.None)[0];
        var digits = string.Concat(first.Where(char.IsAsciiDigit));
        return digits.Length switch
        {
            0 => null,
            9 => "0" + digits,
            20 when digits[0] == '0' && digits[10] == '0' => digits[..10],
            _ => digits,
        };
    }

    /// <summary>Nine characters, the second one a digit or a capital; null when it is no FINESS number. Lower case is taken as capital.</summary>
    public static string? Finess(string? text)
    {
        var upper = text?.Trim().ToUpperInvariant();
        return
            upper is [>= '0' and <= '9', (>= '0' and <= '9') or (>= 'A' and <= 'Z'), _, _, _, _, _, _, _]
            && upper.AsSpan(2).ContainsAnyExceptInRange('0', '9') is false
            ? upper
            : null;
    }

    /// <summary><c>2026-09-05</c> at the front of a longer text too; null when it is no date.</summary>
    public static DateOnly? Date(string? text) =>
        text is { Length: >= 10 }
        && DateOnly.TryParseExact(
            text.AsSpan(0, 10),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    /// <summary>The parts that are there, joined; null when none is.</summary>
    public static string? Join(string separator, params ReadOnlySpan<string?> parts)
    {
        string? joined = null;
        foreach (var part in parts)
        {
            joined =
                part is null ? joined
                : joined is null ? part
                : joined + separator + part;
        }

        return joined;
    }
}
