using System.Text.Json;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Tests.Infra.Findings.Language;

public sealed class QueryFieldsTests
{
    /// <summary>Searched and sorted by the product alone.</summary>
    private static readonly string[] NotAsked = ["cyberwatch.words", "cyberwatch.key", "cyberwatch.facts"];

    [Fact]
    public void The_language_names_every_field_of_the_mapping_with_its_kind_and_length()
    {
        using var mapping = JsonDocument.Parse(IndexTemplates.Mapping());

        var mapped = Leaves("", mapping.RootElement).Where(field => !NotAsked.Contains(field.Path)).Order().ToList();

        Assert.Equal(mapped, QueryFields.All.Select(field => (field.Path, Type(field), field.Longest)).Order());
    }

    [Fact]
    public void Facts_are_filed_up_to_the_length_of_the_mapping()
    {
        using var mapping = JsonDocument.Parse(IndexTemplates.Mapping());

        Assert.Contains(
            ("cyberwatch.facts", "flattened", QueryField.LongestFact),
            Leaves("", mapping.RootElement).Select(it => (it.Path, it.Type, it.Longest ?? 0))
        );
    }

    private static string Type(QueryField field) =>
        field.Kind switch
        {
            QueryFieldKind.Address => "ip",
            QueryFieldKind.Time => "date",
            QueryFieldKind.Number when field == QueryFields.Severity => "byte",
            QueryFieldKind.Number => "integer",
            _ => "keyword",
        };

    private static IEnumerable<(string Path, string Type, int? Longest)> Leaves(string path, JsonElement mapping)
    {
        if (mapping.TryGetProperty("type", out var type))
        {
            return
            [
                (path, type.GetString()!, mapping.TryGetProperty("ignore_above", out var longest) ? longest.GetInt32() : null),
            ];
        }

        return mapping
            .GetProperty("properties")
            .EnumerateObject()
            .SelectMany(field => Leaves(path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.Value));
    }
}
