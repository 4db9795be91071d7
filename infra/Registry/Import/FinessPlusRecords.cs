using System.Text.Json;
using System.Text.Json.Serialization;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>
/// The part of FINESS+ that we need, spelled as the data spells it (not as its first schema did). A key may be absent or null.
/// Source: ANS, data set finess-structures-1, schema version 1.0.0.
/// </summary>
internal sealed class LegalEntityRecord
{
    [JsonPropertyName("informationsGeneralesPMEJ")]
    public LegalEntityHead? Head { get; set; }

    [JsonPropertyName("ege")]
    public SiteRecord[]? Sites { get; set; }
}

internal sealed class LegalEntityHead
{
    [JsonPropertyName("pmSmsseId")]
    public string? Id { get; set; }

    [JsonPropertyName("numFinessPm")]
    public string? Finess { get; set; }

    [JsonPropertyName("denominationLonguePmSmsse")]
    public string? LongName { get; set; }

    [JsonPropertyName("denominationPm")]
    public string? ShortName { get; set; }
}

internal sealed class SiteRecord
{
    [JsonPropertyName("informationsGeneralesEGE")]
    public SiteHead? Head { get; set; }

    [JsonPropertyName("categorieentiteGeographiqueExercice")]
    public string? Category { get; set; }

    [JsonPropertyName("adresse")]
    public AddressRecord[]? Addresses { get; set; }

    [JsonPropertyName("contact")]
    public ContactRecord[]? Contacts { get; set; }

    [JsonPropertyName("etatObjet")]
    public string? State { get; set; }
}

internal sealed class SiteHead
{
    [JsonPropertyName("numFinessEge")]
    public string? Finess { get; set; }

    [JsonPropertyName("nomEgeLong")]
    public string? LongName { get; set; }

    [JsonPropertyName("nomEgeCourt")]
    public string? ShortName { get; set; }

    [JsonPropertyName("siret")]
    public string? Siret { get; set; }

    [JsonPropertyName("dateFermeture")]
    public string? ClosedOn { get; set; }
}

internal sealed class AddressRecord
{
    [JsonPropertyName("usageAdresse")]
    public string? Usage { get; set; }

    [JsonPropertyName("complementPointGeographique")]
    public string? Complement { get; set; }

    [JsonPropertyName("ligneQuatre")]
    public string? StreetLine { get; set; }

    [JsonPropertyName("numeroVoie")]
    public string? Number { get; set; }

    [JsonPropertyName("complementVoie")]
    public string? NumberSuffix { get; set; }

    [JsonPropertyName("typeVoie")]
    public string? StreetType { get; set; }

    [JsonPropertyName("libelleVoie")]
    public string? Street { get; set; }

    [JsonPropertyName("lieuDit")]
    public string? Locality { get; set; }

    [JsonPropertyName("codePostal")]
    public string? PostalCode { get; set; }

    [JsonPropertyName("ligneAcheminement")]
    public string? City { get; set; }

    [JsonPropertyName("cogCommune")]
    public string? Commune { get; set; }

    [JsonPropertyName("coordonneesGeographique")]
    public CoordinatesRecord? Coordinates { get; set; }
}

internal sealed class CoordinatesRecord
{
    [JsonPropertyName("coordonneeX")]
    public string? X { get; set; }

    [JsonPropertyName("coordonneeY")]
    public string? Y { get; set; }

    [JsonPropertyName("directionLatitude")]
    public string? Latitude { get; set; }

    [JsonPropertyName("directionLongitude")]
    public string? Longitude { get; set; }
}

internal sealed class ContactRecord
{
    [JsonPropertyName("telecom")]
    public TelecomRecord? Telecom { get; set; }
}

internal sealed class TelecomRecord
{
    [JsonPropertyName("telephone")]
    public string? Phone { get; set; }
}

internal sealed class GroupRecord
{
    [JsonPropertyName("gccId")]
    public string? Id { get; set; }

    [JsonPropertyName("nomGcc")]
    public string? Name { get; set; }

    [JsonPropertyName("typeGcc")]
    public string? Kind { get; set; }

    /// <summary>In the whole file; <see cref="ExternalNumber"/> in the official sample.</summary>
    [JsonPropertyName("numFinessGcc")]
    public string? Number { get; set; }

    [JsonPropertyName("gccIdentifiantExterne")]
    public string? ExternalNumber { get; set; }

    [JsonPropertyName("etatObjet")]
    public string? State { get; set; }

    [JsonPropertyName("pmejDuGcc")]
    public MemberRecord[]? Members { get; set; }
}

internal sealed class MemberRecord
{
    [JsonPropertyName("pmSmsseId")]
    public string? LegalEntityId { get; set; }

    [JsonPropertyName("typeRoleEntiteGroupe")]
    public string? Role { get; set; }
}

[JsonSourceGenerationOptions(Converters = [typeof(CleanText)])]
[JsonSerializable(typeof(LegalEntityRecord))]
[JsonSerializable(typeof(GroupRecord))]
[JsonSerializable(typeof(SiteRecord[]))]
internal sealed partial class FinessPlusJson : JsonSerializerContext;

/// <summary>Texts as <see cref="RegisterText.Clean"/> has them; a number is taken as its text.</summary>
internal sealed class CleanText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? System.Text.Encoding.ASCII.GetString(reader.ValueSpan)
            : RegisterText.Clean(reader.GetString());

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
