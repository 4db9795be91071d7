using CyberWatch.Infra.Findings;
using CyberWatch.Tests.Infra.Findings;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>What every index must do, done by a real Elasticsearch.</summary>
public sealed class ElasticFindingIndexTests(ElasticFixture server) : FindingIndexContract, IAsyncLifetime
{
    private ElasticInstallation _installation = null!;

    protected override IFindingIndex Index => _installation.Index;

    internal override IIndexUpkeep Upkeep => _installation.Upkeep;

    public async ValueTask InitializeAsync()
    {
        _installation = new(await server.AddressAsync(TestContext.Current.CancellationToken));
        await _installation.SetUpAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _installation?.DisposeAsync() ?? ValueTask.CompletedTask;
}
