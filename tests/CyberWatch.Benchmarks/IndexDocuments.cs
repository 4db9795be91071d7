using System.Globalization;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Benchmarks;

/// <summary>Findings as TLS probes state them, some 1,100 octets each, always the same ones; every key once.</summary>
internal static class IndexDocuments
{
    private static readonly string[] Issuers =
    [
        "CN=R11,O=Let's Encrypt,C=US",
        "CN=Certigna Services CA,O=Dhimyotis,C=FR",
        "CN=Sectigo RSA DV,O=Sectigo,C=GB",
    ];

    public static List<IndexDocument> Of(int first, int count) => [.. Enumerable.Range(first, count).Select(One)];

    private static IndexDocument One(int number)
    {
        var establishment = new Establishment
        {
            Finess = (990_000_000 + (number / 20)).ToString(CultureInfo.InvariantCulture),
            Name = $"Centre hospitalier de Bézac n° {number / 20}",
            CategoryLabel = "Centre Hospitalier (C.H.)",
            Department = "59",
            RegionCode = (11 + (number % 13)).ToString(CultureInfo.InvariantCulture),
            InService = true,
        };
        var name = $"www{number}.ch-bezac.example";
        var facts = new Dictionary<string, object?>
        {
            ["subject"] = $"CN={name}",
            ["issuer"] = Issuers[number % Issuers.Length],
            ["not_before"] = "2026-09-01T00:00:00Z",
            ["not_after"] = "2026-11-30T00:00:00Z",
            ["sha256"] = number.ToString("x64", CultureInfo.InvariantCulture),
            ["serial"] = number.ToString("x32", CultureInfo.InvariantCulture),
            ["san"] = new[] { name, $"mail{number}.ch-bezac.example" },
            ["key_type"] = "rsa",
            ["key_bits"] = 2048d,
            ["protocols"] = new[] { "tls1.2", "tls1.3" },
            ["chain_trusted"] = number % 7 != 0,
        };
        var asset = Asset.Parse(
            string.Create(
                CultureInfo.InvariantCulture,
                $"tcp:10.{number / 65_536}.{number / 256 % 256}.{number % 256}:443/{name}"
            )
        );
        var finding = new Finding(
            asset,
            "tls",
            new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero).AddSeconds(number % 3_600),
            new ProbeAnswer.Facts(facts),
            [$"openssl s_client -connect {name}:443 -servername {name}"]
        );
        var document = new FindingDocument(establishment, Guid.CreateVersion7(finding.At), finding, []);
        return new(number + 1, document.Key, document.ToJson());
    }
}
