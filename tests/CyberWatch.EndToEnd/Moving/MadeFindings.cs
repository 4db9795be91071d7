using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>Findings of assets that are seen by one scan a day.</summary>
internal static class MadeFindings
{
    private static readonly DateTimeOffset First = new(2026, 10, 30, 3, 0, 0, TimeSpan.Zero);

    public static IndexDocument Document(long version, int asset, int scan)
    {
        var facts = new Dictionary<string, object?> { ["issuer"] = $"Cœur {scan}", ["serial"] = $"{version}" };
        var key = Asset.Parse($"zone:asset{asset}.example");
        var finding = new Finding(key, "dns", First.AddDays(scan), new ProbeAnswer.Facts(facts), []);
        var document = new FindingDocument(TemporaryData.Hospital(), new Guid(scan, 0, 0, new byte[8]), finding, []);
        return new(version, document.Key, document.ToJson());
    }
}
