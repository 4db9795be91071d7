using System.Globalization;
using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Benchmarks;

/// <summary>
/// What the probes of a synthetic sector found, week after week: every asset once a week, and so one document of each asset in
/// <c>latest</c>. A number always makes the same document, so that a load can go on where it ended.
/// </summary>
internal sealed class SyntheticFindings(ScaleSizes sizes)
{
    private static readonly string[] Issuers = ["CN=R11,O=Let's Encrypt", "CN=Certigna Services CA", "CN=Sectigo RSA DV"];
    private static readonly string[] Products =
    [
        "Apache httpd",
        "nginx",
        "OpenSSH",
        "Postfix smtpd",
        "Microsoft IIS httpd",
        "Exim smtpd",
        "ProFTPD",
        "Dovecot imapd",
        "MySQL",
        "lighttpd",
        "GlassFish",
        "Telnetd",
    ];
    private static readonly DateTimeOffset FirstWeek = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);
    private readonly SectorShares _shares = new(sizes.Establishments);
    private readonly ILookup<string, Rule> _rules = RuleCatalogue
        .Load(RuleCatalogue.DefaultFolder)
        .OrThrow()
        .All.OrderBy(rule => rule.Id, StringComparer.Ordinal)
        .ToLookup(rule => rule.Reads);

    /// <summary>The establishment that has an asset: the same in every week.</summary>
    public int SiteOf(int asset) => _shares.Draw(new Random(SyntheticSector.Seed ^ (asset * 7_919)));

    public static string NameOf(int asset) => string.Create(CultureInfo.InvariantCulture, $"www{asset}.example");

    public IndexDocument Document(int number)
    {
        var (week, asset) = (number / sizes.Assets, number % sizes.Assets);
        var random = new Random(SyntheticSector.Seed ^ number);
        var probe = (asset % 16) switch
        {
            < 6 => "service",
            < 11 => "tls",
            < 15 => "http",
            _ => "dns",
        };
        ProbeAnswer answer =
            random.Next(6) == 0
                ? new ProbeAnswer.NoAnswer(Silence.TimedOut, "no answer in time")
                : new ProbeAnswer.Facts(FactsOf(probe, asset));
        var at = FirstWeek.AddDays(7 * week).AddSeconds(random.Next(7 * 86_400));
        var finding = new Finding(AssetOf(probe, asset), probe, at, answer, [$"probe {probe} {NameOf(asset)}"]);
        IReadOnlyList<Judgement> judged = answer is ProbeAnswer.Facts ? [.. JudgementsOf(finding, random)] : [];
        var site = SiteOf(asset);
        var document = new FindingDocument(SyntheticSector.Site(site), ScanOf(week, site), finding, judged);
        return new(number + 1, document.Key, document.ToJson());
    }

    /// <summary>One rule of a third of the findings matches, a few of them by far the most often.</summary>
    private IEnumerable<Judgement> JudgementsOf(Finding finding, Random random)
    {
        var rules = _rules[finding.Probe].Take(8).ToList();
        var matched = random.Next(3) == 0 ? SyntheticSector.Skewed(random, rules.Count) : -1;
        return rules.Select((rule, place) => new Judgement(rule, finding, place == matched ? Verdict.Match : Verdict.Clean));
    }

    private static Guid ScanOf(int week, int site) => new(week, 0, 0, [.. BitConverter.GetBytes(site), 0, 0, 0, 0]);

    private static Asset AssetOf(string probe, int asset) =>
        Asset.Parse(
            probe == "dns"
                ? $"name:{NameOf(asset)}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"tcp:10.{asset / 65_536}.{asset / 256 % 256}.{asset % 256}:{(probe == "service" ? 22 : 443)}/{NameOf(asset)}"
                )
        );

    private static Dictionary<string, object?> FactsOf(string probe, int asset)
    {
        var (name, product) = (NameOf(asset), Products[SyntheticSector.Skewed(new Random(asset), Products.Length)]);
        return probe switch
        {
            "tls" => new()
            {
                ["subject"] = $"CN={name}",
                ["issuer"] = Issuers[asset % Issuers.Length],
                ["not_before"] = "2026-09-01T00:00:00Z",
                ["not_after"] = "2026-12-30T00:00:00Z",
                ["sha256"] = asset.ToString("x64", CultureInfo.InvariantCulture),
                ["san"] = new[] { name, $"mail.{name}" },
                ["key_type"] = "rsa",
                ["key_bits"] = 2048d,
                ["protocols"] = new[] { "tls1.2", "tls1.3" },
            },
            "http" => new()
            {
                ["final_status"] = 200d,
                ["final_url"] = $"https://{name}/",
                ["final_scheme"] = "https",
                ["server_product"] = product,
                ["title"] = "Bienvenue au centre hospitalier",
            },
            "service" => new()
            {
                ["product"] = product,
                ["version"] = string.Create(CultureInfo.InvariantCulture, $"{asset % 9}.{asset % 7}"),
                ["service"] = "smtp",
            },
            _ => new() { ["dmarc_policy"] = asset % 2 == 0 ? "none" : "reject", ["mx"] = new[] { $"mx.{name}" } },
        };
    }
}
