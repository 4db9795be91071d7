using System.Globalization;
using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Model;

namespace CyberWatch.Benchmarks;

/// <summary>What the probes of a synthetic sector found: always the same for the same sizes.</summary>
internal sealed class SyntheticFindings(ScaleSizes sizes, DateTimeOffset now)
{
    private static readonly string[] Probes = ["tls", "http", "service", "dns"];
    private static readonly string[] Issuers = ["CN=R11,O=Let's Encrypt", "CN=Certigna Services CA", "CN=Sectigo RSA DV"];

    /// <summary>A finding of an asset; the same asset comes again with each scan.</summary>
    public IEnumerable<IndexDocument> Documents()
    {
        var random = new Random(SyntheticSector.Seed + 2);
        return Enumerable.Range(0, sizes.Findings).Select(number => Finding(random, number));
    }

    private IndexDocument Finding(Random random, int number)
    {
        var asset = random.Next(Math.Max(1, sizes.Assets));
        var (probe, name) = (Probes[asset % Probes.Length], $"www{asset}.example");
        var site = SyntheticSector.Site(SyntheticSector.Skewed(new Random(SyntheticSector.Seed + asset), sizes.Establishments));
        ProbeAnswer answer =
            random.Next(6) == 0
                ? new ProbeAnswer.NoAnswer(Silence.TimedOut, "no answer in time")
                : new ProbeAnswer.Facts(FactsOf(probe, name, asset));
        var at = CyberWatch.Rules.Model.Asset.Parse(
            probe == "dns"
                ? $"name:{name}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"tcp:10.{asset / 65_536}.{asset / 256 % 256}.{asset % 256}:443/{name}"
                )
        );
        var finding = new Finding(at, probe, now.AddMinutes(-random.Next(60 * 24 * 90)), answer, []);
        var document = new FindingDocument(site, Guid.CreateVersion7(finding.At), finding, []);
        return new(number + 1, document.Key, document.ToJson());
    }

    private static Dictionary<string, object?> FactsOf(string probe, string name, int asset) =>
        probe switch
        {
            "tls" => new()
            {
                ["subject"] = $"CN={name}",
                ["issuer"] = Issuers[asset % 3],
                ["not_after"] = "2026-12-30T00:00:00Z",
                ["san"] = new[] { name },
                ["key_bits"] = 2048d,
            },
            "http" => new()
            {
                ["status"] = 200d,
                ["server"] = asset % 3 == 0 ? "nginx" : "Apache/2.4.57",
                ["title"] = "Bienvenue au centre hospitalier",
            },
            "service" => new()
            {
                ["product"] = asset % 5 == 0 ? "OpenSSH" : "Postfix smtpd",
                ["version"] = $"{asset % 9}.{asset % 7}",
                ["service"] = "smtp",
            },
            _ => new() { ["dmarc_policy"] = asset % 2 == 0 ? "none" : "reject", ["mx"] = new[] { $"mx.{name}" } },
        };
}
