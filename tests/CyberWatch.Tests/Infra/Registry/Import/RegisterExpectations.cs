using System.Text.Json.Nodes;

namespace CyberWatch.Tests.Infra.Registry.Import;

/// <summary>Compares what the command line lists with a file of expectations, each field, no more and no fewer.</summary>
internal static class RegisterExpectations
{
    private const double Tolerance = 0.00001;

    public static void AssertSame(string expectedFile, IReadOnlyList<string> lines)
    {
        var expected = JsonNode
            .Parse(File.ReadAllText(expectedFile))!
            .AsArray()
            .ToDictionary(row => row!["finess"]!.GetValue<string>(), row => row!.AsObject());
        var actual = lines
            .Select(line => JsonNode.Parse(line)!.AsObject())
            .ToDictionary(row => row["finess"]!.GetValue<string>());

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            expected,
            row =>
            {
                Assert.Equal(row.Value.Select(field => field.Key), actual[row.Key].Select(field => field.Key));
                Assert.All(row.Value, field => AssertField(row.Key, field.Key, field.Value, actual[row.Key][field.Key]));
            }
        );
    }

    public static void AssertField(string finess, string name, JsonNode? expected, JsonNode? actual)
    {
        if (name is "latitude" or "longitude" && expected is not null && actual is not null)
        {
            Assert.Equal(expected.GetValue<double>(), actual.GetValue<double>(), Tolerance);
            return;
        }

        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"{finess} {name}: expected {expected?.ToJsonString()}, got {actual?.ToJsonString()}"
        );
    }
}
