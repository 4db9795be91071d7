using System.Text.Json;
using CyberWatch.EndToEnd.Findings;
using CyberWatch.EndToEnd.Jobs;
using CyberWatch.EndToEnd.Mail;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>Findings from the file to a real Elasticsearch, killed in the middle and run again.</summary>
public sealed class MoveFindingsTests(ElasticFixture server) : IAsyncLifetime
{
    private TemporaryData _data = null!;
    private ElasticInstallation _there = null!;
    private Uri _address = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private string[] Move =>
        ["move", "--to-index", $"{_address}", "--data", _data.Path, $"--Findings:Elastic:Prefix={_there.Options.Prefix}"];

    public async ValueTask InitializeAsync()
    {
        _address = await server.AddressAsync(Token);
        _there = new ElasticInstallation(_address);
        _data = await TemporaryData.WithRegistryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _data?.Dispose();
        if (_there is not null)
            await _there.DisposeAsync();
    }

    [Fact]
    public async Task Killed_in_the_middle_it_is_run_again_and_both_hold_the_same()
    {
        using var here = new SqliteFindingIndex(_data.Folder);
        await FillAsync(here, assets: 1_500, scans: 3);
        using (var first = new RunningScanner([], Move))
        {
            await Eventually.TrueAsync(SomeAreThereAsync, seconds: 120, () => first.Said);
            first.KillMidway();
        }

        var (status, output) = await ScannerCommand.RunAsync(Move);

        Assert.True(status == 0, output);
        Assert.Contains("1500 latest findings and 4500 of history moved", output, StringComparison.Ordinal);
        await AssertAlikeAsync(here);
        var (refused, why) = await ScannerCommand.RunAsync("findings", "search", "telnet", "--data", _data.Path);
        Assert.True(refused == 1, why);
        Assert.Contains("Set Findings:Provider=Elastic", why, StringComparison.Ordinal);
        var (found, rows) = await ScannerCommand.RunAsync(
            "findings",
            "search",
            "asset7",
            "--data",
            _data.Path,
            "--Findings:Provider=Elastic",
            $"--Findings:Elastic:Addresses:0={_address}",
            $"--Findings:Elastic:Prefix={_there.Options.Prefix}"
        );
        Assert.True(found == 0, rows);
        Assert.Contains("1 of 1 finding", rows, StringComparison.Ordinal);
    }

    /// <summary>What left latest stays away from it, although history still has it.</summary>
    [Fact]
    public async Task What_is_no_longer_latest_does_not_come_back()
    {
        using var here = new SqliteFindingIndex(_data.Folder);
        await FillAsync(here, assets: 20, scans: 2);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_data.Folder.Findings}"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "delete from latest where key like '%asset1%'";
            Assert.Equal(11, await command.ExecuteNonQueryAsync(Token));
        }

        var (status, output) = await ScannerCommand.RunAsync(Move);

        Assert.True(status == 0, output);
        Assert.Contains("9 latest findings and 40 of history moved", output, StringComparison.Ordinal);
        await AssertAlikeAsync(here);
    }

    private async Task AssertAlikeAsync(SqliteFindingIndex here)
    {
        var from = await LatestAsync(here);
        Assert.Equal(from, await LatestAsync(_there.Index));
        var upkeep = _there.Upkeep;
        foreach (var layer in Enum.GetValues<IndexLayer>())
        {
            Assert.Equal(
                await VersionsAsync(new SqliteUpkeep(here).ReadAsync(layer, Token)),
                await VersionsAsync(upkeep.ReadAsync(layer, Token))
            );
        }
    }

    private static async Task<List<string>> LatestAsync(IFindingIndex index)
    {
        var documents = await index.ReadAllAsync(new AccessScope.WholeSector(), new FindingQuery(), Token).ToListAsync(Token);
        return [.. documents.Select(document => JsonSerializer.Serialize(document)).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> VersionsAsync(IAsyncEnumerable<IndexDocument> documents) =>
        [
            .. (await documents.ToListAsync(Token))
                .Select(document => $"{document.Key} {document.Version}")
                .Order(StringComparer.Ordinal),
        ];

    private async Task<bool> SomeAreThereAsync()
    {
        var text = await _there.AskAsync(Elastic.Transport.HttpMethod.GET, $"/{_there.Options.Prefix}-history/_count");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("count", out var count) && count.GetInt32() > 0;
    }

    private static async Task FillAsync(SqliteFindingIndex index, int assets, int scans)
    {
        var version = 0L;
        for (var scan = 1; scan <= scans; scan++)
        {
            var documents = Enumerable.Range(0, assets).Select(asset => MadeFindings.Document(++version, asset, scan)).ToList();
            foreach (var some in documents.Chunk(500))
                Assert.All(await index.UpsertAsync(some, Token), outcome => Assert.IsType<IndexOutcome.Done>(outcome));
        }
    }
}
