using System.Text.Json;
using System.Text.Json.Serialization;

namespace CyberWatch.Infra.Mail.Editions;

/// <summary>
/// Editions as they are kept in the registry. A property that was added later is read from older rows as its initial value; a generated
/// reader would set it to null.
/// </summary>
public static class EditionJson
{
    private static readonly JsonSerializerOptions Kept = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(TechnicalEdition edition) => JsonSerializer.Serialize(edition, Kept);

    public static string Write(SectorEdition edition) => JsonSerializer.Serialize(edition, Kept);

    public static string Write(UrgentEdition edition) => JsonSerializer.Serialize(edition, Kept);

    public static TechnicalEdition ReadTechnical(string content) => Read<TechnicalEdition>(content);

    public static SectorEdition ReadSector(string content) => Read<SectorEdition>(content);

    public static UrgentEdition ReadUrgent(string content) => Read<UrgentEdition>(content);

    private static T Read<T>(string content)
        where T : class =>
        JsonSerializer.Deserialize<T>(content, Kept) ?? throw new JsonException("The content of an edition is null.");
}
