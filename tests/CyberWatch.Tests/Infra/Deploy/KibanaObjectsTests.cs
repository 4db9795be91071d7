using System.Text.Json;
using System.Text.RegularExpressions;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Deploy;

/// <summary>The saved objects that Kibana imports, held against the mapping: no Kibana runs here.</summary>
public sealed partial class KibanaObjectsTests
{
    private static readonly JsonElement[] Objects =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "infra", "deploy", "kibana.ndjson"))
            .Select(line => JsonElement.Parse(line)),
    ];

    private static readonly HashSet<string> Mapped = [.. MappedFields()];

    public static TheoryData<string> Ids => [.. Objects.Select(one => one.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_field_is_in_the_mapping(string id) =>
        Assert.All(
            FieldsOf(Objects.Single(one => one.GetProperty("id").GetString() == id)),
            field => Assert.True(Mapped.Contains(field), $"{id} shows {field}, which the mapping does not have")
        );

    [Fact]
    public void Searches_show_columns_and_ask_for_fields()
    {
        var fields = Objects.Where(one => TypeOf(one) == "search").SelectMany(FieldsOf).ToHashSet();

        Assert.Superset(
            new HashSet<string> { "cyberwatch.severity", "tls.server.not_after", "@timestamp", "service.product" },
            fields
        );
    }

    [Fact]
    public void Severe_is_high_or_critical() =>
        Assert.Contains(
            $"cyberwatch.severity >= {(int)Severity.High}\\\"",
            Objects.Single(one => one.GetProperty("id").GetString() == "cyberwatch-severe").GetRawText(),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_named_is_there_and_nothing_is_there_twice()
    {
        var there = Objects.Select(one => (TypeOf(one), one.GetProperty("id").GetString())).ToList();

        Assert.Distinct(there);
        Assert.All(
            Objects.SelectMany(one => one.GetProperty("references").EnumerateArray()),
            to => Assert.Contains((TypeOf(to), to.GetProperty("id").GetString()), there)
        );
    }

    [Fact]
    public void Views_are_of_the_aliases_that_we_write()
    {
        var names = new IndexNames(new ElasticOptions().Prefix);

        Assert.Equal(
            new[] { names.Latest, names.History }.Order(StringComparer.Ordinal),
            Objects
                .Where(one => TypeOf(one) == "index-pattern")
                .Select(one => one.GetProperty("attributes").GetProperty("title").GetString()!)
                .Order(StringComparer.Ordinal)
        );
    }

    private static string TypeOf(JsonElement one) => one.GetProperty("type").GetString()!;

    private static IEnumerable<string> FieldsOf(JsonElement one)
    {
        var attributes = one.GetProperty("attributes");
        if (attributes.TryGetProperty("timeFieldName", out var time))
            yield return time.GetString()!;
        if (attributes.TryGetProperty("columns", out var columns))
        {
            foreach (var column in columns.EnumerateArray())
                yield return column.GetString()!;
        }
        if (attributes.TryGetProperty("sort", out var sort))
        {
            foreach (var order in sort.EnumerateArray())
                yield return order[0].GetString()!;
        }
        if (!attributes.TryGetProperty("kibanaSavedObjectMeta", out var meta))
            yield break;
        var source = JsonElement.Parse(meta.GetProperty("searchSourceJSON").GetString()!);
        foreach (Match asked in Asked().Matches(source.GetProperty("query").GetProperty("query").GetString()!))
            yield return asked.Groups["field"].Value;
    }

    private static IEnumerable<string> MappedFields()
    {
        var template = File.ReadAllText(
            Path.Combine(Repository.Root, "infra", "Findings", "Elastic", "Templates", "findings.json")
        );
        var mapping = JsonElement.Parse(template).GetProperty("template").GetProperty("mappings");
        return Leaves(mapping, "");
    }

    private static IEnumerable<string> Leaves(JsonElement field, string path) =>
        field.TryGetProperty("properties", out var inner)
            ? inner.EnumerateObject().SelectMany(one => Leaves(one.Value, path.Length == 0 ? one.Name : $"{path}.{one.Name}"))
            : [path];

    [GeneratedRegex(@"(?<field>[@a-z][a-z0-9_.]*)\s*(:|<=?|>=?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();
}
