using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Findings.Elastic;

namespace CyberWatch.Tests.Infra.Findings.Elastic;

public sealed class ElasticOptionsTests
{
    private const string Secret = "S3cret-77";

    public static TheoryData<ElasticOptions, string> Wrong =>
        new()
        {
            {
                new() { Addresses = ["es1.example:9200"] },
                "Findings:Elastic:Addresses:0 is no address"
            },
            {
                new() { Addresses = ["https://a.example", $"https://elastic:{Secret}@b.example"] },
                "Addresses:1 holds a user or a password"
            },
            {
                new() { Addresses = ["http://es1.example:9200"], ApiKey = "abc=" },
                "send the key in clear"
            },
            {
                new()
                {
                    ApiKey = "abc=",
                    User = "elastic",
                    Password = Secret,
                },
                "two ways to sign in"
            },
            {
                new() { ApiKey = $"{Secret} 'pasted'" },
                "is no encoded key"
            },
            {
                new() { User = "elastic" },
                "User and Password belong together"
            },
            {
                new() { Password = Secret },
                "User and Password belong together"
            },
            {
                new() { CaFile = "/nowhere/ca.pem" },
                "/nowhere/ca.pem is no PEM file with a certificate"
            },
            {
                new() { Fingerprint = "AB:CD" },
                "64 hexadecimal digits"
            },
            {
                new() { Prefix = "Cyber Watch" },
                "Findings:Elastic:Prefix must be"
            },
            {
                new() { Timeout = TimeSpan.Zero },
                "Findings:Elastic:Timeout must lie"
            },
            {
                new() { BulkBytes = 1 },
                "Findings:Elastic:BulkBytes must lie"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_is_told_without_the_secret(ElasticOptions options, string said)
    {
        var sentence = Assert.Single(Faults(options));

        Assert.Contains(said, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_nodes_with_a_key_and_a_fingerprint_are_fine() =>
        Assert.Empty(
            Faults(
                new()
                {
                    Addresses = ["https://es1.example:9200", "https://es2.example:9200", "http://127.0.0.1:9200"],
                    ApiKey = "VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==",
                    Fingerprint = string.Join(':', Enumerable.Repeat("AB", 32)),
                }
            )
        );

    private static List<string> Faults(ElasticOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
