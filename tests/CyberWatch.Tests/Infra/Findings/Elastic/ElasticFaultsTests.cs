using CyberWatch.Infra.Findings.Elastic;

namespace CyberWatch.Tests.Infra.Findings.Elastic;

/// <summary>The remedy is one that helps.</summary>
public sealed class ElasticFaultsTests
{
    /// <summary>Reasons as Elasticsearch 9 words them.</summary>
    [Theory]
    [InlineData("blocked by: [FORBIDDEN/6/cluster read-only (api)];", "PUT _cluster/settings")]
    [InlineData("blocked by: [FORBIDDEN/13/cluster read-only / allow delete (api)];", "PUT _cluster/settings")]
    [InlineData("index [cw-latest] blocked by: [FORBIDDEN/8/index write (api)];", "PUT cw-*/_settings")]
    public void A_block_is_lifted_where_it_stands(string reason, string remedy)
    {
        var faults = new ElasticFaults(new ElasticOptions { Addresses = ["http://127.0.0.1:9200"], Prefix = "cw" });

        var fault = faults.Of(403, "cluster_block_exception", reason);

        Assert.True(fault.Refuses);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }
}
