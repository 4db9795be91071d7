using System.Text.Json;
using System.Text.Json.Nodes;
using CyberWatch.Infra.Registry.Import;

namespace CyberWatch.Tests.Infra.Registry.Import;

public class FinessPlusSitesTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    [Fact]
    public void Six_real_sites_of_the_file_of_September_get_the_right_address_and_place()
    {
        var records = JsonSerializer.Deserialize(
            File.ReadAllText(Path.Combine(Data, "finess-plus-sites-20260905.json")),
            FinessPlusJson.Default.SiteRecordArray
        )!;
        var names = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        var actual = records
            .Select(record => FinessPlusSites.Of(record, record.Head!.Finess!, null, new DateOnly(2026, 9, 5)).Establishment)
            .ToDictionary(row => row.Finess, row => JsonSerializer.SerializeToNode(row, names)!.AsObject());

        var expected = JsonNode
            .Parse(File.ReadAllText(Path.Combine(Data, "finess-plus-sites-20260905-expected.json")))!
            .AsArray();

        Assert.Equal(expected.Count, actual.Count);
        Assert.All(
            expected.SelectMany(row => row!.AsObject().Select(field => (Finess: row["finess"]!.GetValue<string>(), field))),
            it => RegisterExpectations.AssertField(it.Finess, it.field.Key, it.field.Value, actual[it.Finess][it.field.Key])
        );
    }
}
