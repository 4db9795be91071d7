using System.Text.Json;
using System.Text.RegularExpressions;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings.Elastic;

public sealed class ElasticPrivilegesTests
{
    [Fact]
    public void The_readme_prints_what_is_asked_of_a_key()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "infra", "README.md"));
        var printed = Regex.Matches(
            readme,
            "```json\n(?<block>.*?)```",
            RegexOptions.Singleline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );

        Assert.Equal(
            [Plain(ElasticPrivileges.OfUpkeep("cyberwatch")), Plain(ElasticPrivileges.OfWork("cyberwatch"))],
            printed.Select(block => Plain(block.Groups["block"].Value))
        );
    }

    private static string Plain(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json));
}
