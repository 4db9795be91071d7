using CyberWatch.EndToEnd.Mail;
using CyberWatch.EndToEnd.Moving;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>The verbs that make indices, on a real server, with a key that has what infra/README.md lists and nothing else.</summary>
public sealed class KeyPrivilegeTests(SecuredElastic server) : IClassFixture<SecuredElastic>, IAsyncLifetime
{
    private readonly string _prefix = $"test-{Guid.NewGuid():n}"[..20];
    private ElasticInstallation _there = null!;
    private TemporaryData _data = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _there = new ElasticInstallation(
            await server.AddressAsync(Token),
            options =>
                (options.User, options.Password, options.CaFile, options.Prefix) = (
                    "elastic",
                    SecuredElastic.Password,
                    server.CaFile,
                    _prefix
                )
        );
        _data = await TemporaryData.WithRegistryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _data?.Dispose();
        if (_there is not null)
            await _there.DisposeAsync();
    }

    [Fact]
    public async Task With_the_listed_privileges_indices_are_made_filled_and_made_anew()
    {
        var key = await _there.KeyAsync(ElasticPrivileges.OfUpkeep(_prefix));
        await FillAsync(30);

        var moved = await RunAsync(key, "move", "--to-index", $"{_there.Options.Nodes[0]}");
        var set = await RunAsync(key, "index", "setup", "--Findings:Provider=Elastic", Addresses);
        var rebuilt = await RunAsync(key, "index", "rebuild", "--Findings:Provider=Elastic", Addresses);

        Assert.Contains("30 latest findings and 30 of history moved", moved, StringComparison.Ordinal);
        Assert.Contains($"{_prefix}-latest was there", set, StringComparison.Ordinal);
        Assert.Contains("30 latest findings, made of 30 of history", rebuilt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("index")]
    [InlineData("manage_index_templates")]
    public async Task A_key_without_one_of_them_is_refused_before_the_folder_is_marked(string privilege)
    {
        var less = ElasticPrivileges.OfUpkeep(_prefix).Replace($", \"{privilege}\"", "", StringComparison.Ordinal);
        var key = await _there.KeyAsync(less);
        await FillAsync(3);

        var (status, said) = await ScannerCommand.RunAsync([.. With(key), "move", "--to-index", $"{_there.Options.Nodes[0]}"]);
        var (given, words) = await ScannerCommand.RunAsync("move", "--give-up", "--data", _data.Path);

        Assert.True(status == 1, said);
        Assert.Contains($"{privilege} on ", said, StringComparison.Ordinal);
        Assert.Contains("infra/README.md", said, StringComparison.Ordinal);
        Assert.True(given == 0, words);
        Assert.Contains("No move is under way here", words, StringComparison.Ordinal);
    }

    private string Addresses => $"--Findings:Elastic:Addresses:0={_there.Options.Nodes[0]}";

    private string[] With(string key) =>
        [
            "--data",
            _data.Path,
            $"--Findings:Elastic:Prefix={_prefix}",
            $"--Findings:Elastic:CaFile={server.CaFile}",
            $"--Findings:Elastic:ApiKey={key}",
        ];

    private async Task<string> RunAsync(string key, params string[] verb)
    {
        var (status, said) = await ScannerCommand.RunAsync([.. With(key), .. verb]);
        Assert.True(status == 0, said);
        return said;
    }

    private async Task FillAsync(int count)
    {
        using var here = new SqliteFindingIndex(_data.Folder);
        await here.UpsertAsync([.. Enumerable.Range(1, count).Select(asset => MadeFindings.Document(asset, asset, 1))], Token);
    }
}
