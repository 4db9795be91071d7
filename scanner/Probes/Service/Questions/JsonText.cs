using System.Text.Json;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>A text value from JSON that may be cut off, framed in chunks, or no JSON at all.</summary>
internal static class JsonText
{
    public static string? Of(string body, string key)
    {
        var start = body.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
            return null;

        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(body[start..]), isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(key) && reader.Read())
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
        }
        catch (JsonException)
        {
            // what follows is no JSON
        }

        return null;
    }
}
