using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Infra.Findings.Language;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>
/// What every finding index must do, whatever stands behind it: run against the embedded one here, and against a real Elasticsearch in the
/// end-to-end suite. The parts stand in files of their own.
/// </summary>
public abstract partial class FindingIndexContract
{
    private const string Nord = "990000001";
    private const string Sud = "990000002";
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An index without any document.</summary>
    protected abstract IFindingIndex Index { get; }

    /// <summary>The same index, kept right.</summary>
    internal abstract IIndexUpkeep Upkeep { get; }

    private Task<FindingPage> Search(string words) => Search(Sector, GeneratedQueries.Beginnings(words));

    private async Task<FindingPage> Search(AccessScope scope, FindingQuery query)
    {
        await Index.RefreshAsync(Token);
        return await Index.SearchAsync(scope, query, Token);
    }

    private async Task<int> CountAsync(AccessScope scope)
    {
        await Index.RefreshAsync(Token);
        return await Index.CountAsync(scope, Token);
    }

    private async Task<List<JsonElement>> ReadAllAsync(FindingQuery query)
    {
        await Index.RefreshAsync(Token);
        return await Index.ReadAllAsync(Sector, query, Token).ToListAsync(Token);
    }

    private static AccessScope.Establishments Own(params string[] finess) => new(finess.ToHashSet());

    private static IndexDocument Document(long version, string finess, string asset, params (string, object?)[] facts) =>
        Document(version, finess, asset, "32", Noon, facts);

    private static IndexDocument Document(long version, string finess, string asset, string region) =>
        Document(version, finess, asset, region, Noon);

    private static IndexDocument Document(long version, string finess, string asset, DateTimeOffset at) =>
        Document(version, finess, asset, "32", at);

    private static IndexDocument Document(
        long version,
        string finess,
        string asset,
        string region,
        DateTimeOffset at,
        params (string Name, object? Value)[] facts
    )
    {
        var answer = new ProbeAnswer.Facts(facts.ToDictionary(fact => fact.Name, fact => fact.Value));
        var probe = asset.Split(':')[0] switch
        {
            "zone" => "dns",
            "site" => "http",
            _ => "tls",
        };
        var finding = new Finding(Asset.Parse(asset), probe, at, answer, ["dig +short"]);
        var judgement = new Judgement(TestRules.Reading("tls.old", probe, "issuer"), finding, Verdict.Match);
        var document = new FindingDocument(TemporaryData.Hospital(finess, region), Guid.NewGuid(), finding, [judgement]);
        return new(version, document.Key, document.ToJson());
    }
}
