using System.Globalization;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>Reads a security.txt (RFC 9116), signed or not.</summary>
internal static class SecurityTxt
{
    /// <summary>valid, expired or invalid: a Contact and exactly one Expires are required (section 2.5).</summary>
    public static string Judge(string text, DateTimeOffset now)
    {
        var fields = text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0].ToLowerInvariant(), field => field[1]);
        var expires = fields["expires"].ToArray();
        var whole =
            fields["contact"].Any(contact => Uri.TryCreate(contact, UriKind.Absolute, out _))
            && expires.Length == 1
            && DateTimeOffset.TryParse(expires[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
        if (!whole)
            return "invalid";

        return DateTimeOffset.Parse(expires[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) < now
            ? "expired"
            : "valid";
    }
}
