using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings;

public sealed class SqliteFindingIndexTests : FindingIndexContract, IDisposable
{
    private readonly TemporaryData _data = new();
    private readonly SqliteFindingIndex _index;

    public SqliteFindingIndexTests() => _index = new SqliteFindingIndex(_data.Folder);

    protected override IFindingIndex Index => _index;

    internal override IIndexUpkeep Upkeep => new SqliteUpkeep(_index);

    [Fact]
    public async Task A_file_that_is_no_index_is_said_to_take_nothing()
    {
        await File.WriteAllTextAsync(_data.Folder.Findings, new string('x', 5_000), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<FindingIndexUnavailableException>(() =>
            _index.UpsertAsync([new IndexDocument(1, "k", "{}")], TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_file_that_is_no_index_is_told_as_a_fault_with_the_remedy()
    {
        await File.WriteAllTextAsync(_data.Folder.Findings, new string('x', 5_000), TestContext.Current.CancellationToken);

        var fault = await _index.FaultAsync(TestContext.Current.CancellationToken);

        Assert.Equal(IndexTrouble.Broken, fault?.Trouble);
        Assert.Contains(_data.Folder.Findings, fault!.Said, StringComparison.Ordinal);
        Assert.Contains("Move the file away", fault.Said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _index.Dispose();
        _data.Dispose();
    }
}
