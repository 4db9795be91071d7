using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings.Elastic;

public sealed class IndexTemplateTests
{
    /// <summary>What is for reading alone.</summary>
    private static readonly string[] Unsearched = ["cyberwatch.replay", "cyberwatch.detail"];

    private static readonly JsonElement Mapping = JsonElement.Parse(IndexTemplates.Mapping());

    [Fact]
    public void Every_field_of_a_document_is_mapped_by_name()
    {
        foreach (var probe in (string[])["dns", "service", "tls", "http"])
        {
            var facts = EcsFields.Of(probe).ToDictionary(it => it.Fact, object? (it) => "text");
            var finding = new Finding(
                Asset.Parse("tcp:203.0.113.10:443/a.example"),
                probe,
                DateTimeOffset.UnixEpoch,
                new ProbeAnswer.Facts(facts),
                ["dig"],
                "id"
            );
            var judgement = new Judgement(TestRules.Reading("tls.old", probe, "issuer"), finding, Verdict.Match);
            var document = new FindingDocument(TemporaryData.Hospital(), Guid.NewGuid(), finding, [judgement]);

            var unmapped = Paths(JsonElement.Parse(document.ToJson()), "").Where(path => TypeOf(path) is null);

            Assert.Empty(unmapped.Except(Unsearched));
        }
    }

    [Fact]
    public void No_field_is_ever_guessed_and_the_version_is_said()
    {
        Assert.False(Mapping.GetProperty("dynamic").GetBoolean());
        Assert.True(IndexTemplates.MappingVersion > 0);
    }

    [Fact]
    public void The_names_of_the_installation_stand_in_every_template()
    {
        var all = IndexTemplates.Of(new IndexNames("lab"));

        Assert.Equal(
            ["/_component_template/lab-findings", "/_index_template/lab-latest", "/_index_template/lab-history"],
            all.Select(it => it.Path)
        );
        Assert.All(all, it => Assert.DoesNotContain("{prefix}", it.Body, StringComparison.Ordinal));
        Assert.All(all, it => Assert.NotEqual(JsonValueKind.Undefined, JsonElement.Parse(it.Body).ValueKind));
    }

    private static IEnumerable<string> Paths(JsonElement value, string path) =>
        value.ValueKind switch
        {
            JsonValueKind.Object when TypeOf(path) is null => value
                .EnumerateObject()
                .SelectMany(one => Paths(one.Value, path.Length == 0 ? one.Name : $"{path}.{one.Name}")),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(one => Paths(one, path)),
            JsonValueKind.Null => [],
            _ => [path],
        };

    private static string? TypeOf(string path)
    {
        var at = Mapping;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!at.TryGetProperty("properties", out var properties) || !properties.TryGetProperty(step, out at))
                return null;
        }
        return at.TryGetProperty("type", out var type) ? type.GetString() : null;
    }
}
