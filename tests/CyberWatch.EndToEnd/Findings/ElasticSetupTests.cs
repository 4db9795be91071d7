using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>A server that is not as it must be takes nothing, and says what to do.</summary>
public sealed class ElasticSetupTests(ElasticFixture server) : IAsyncLifetime
{
    private ElasticInstallation _installation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _installation = new(await server.AddressAsync(Token));

    public ValueTask DisposeAsync() => _installation?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_never_set_up_says_so_and_makes_no_index_by_guessing()
    {
        await FailsWith("index setup");

        Assert.Equal("{}", await _installation.AskAsync(HttpMethod.GET, $"/{_installation.Options.Prefix}-*"));
    }

    [Fact]
    public async Task Setting_up_again_changes_nothing()
    {
        var first = await _installation.SetUpAsync(Token);
        await _installation.Index.UpsertAsync([Document(1)], Token);
        await _installation.Index.RefreshAsync(Token);
        var before = await _installation.AskAsync(HttpMethod.GET, $"/{_installation.Options.Prefix}-*");

        var second = await _installation.SetUpAsync(Token);

        Assert.Contains("made", first[1], StringComparison.Ordinal);
        Assert.Contains("was there", second[1], StringComparison.Ordinal);
        Assert.Equal(before, await _installation.AskAsync(HttpMethod.GET, $"/{_installation.Options.Prefix}-*"));
        Assert.Equal(1, await _installation.Index.CountAsync(new AccessScope.WholeSector(), Token));
    }

    [Fact]
    public async Task An_index_in_place_of_the_alias_is_told()
    {
        await _installation.AskAsync(HttpMethod.PUT, $"/{_installation.Names.Latest}");

        await FailsWith("where an alias is needed");
    }

    [Fact]
    public async Task A_mapping_of_an_older_program_is_told_and_brought_up_by_the_next_setup()
    {
        await MakeLatestAsync(
            """{ "_source": { "excludes": ["cyberwatch.words", "cyberwatch.key"] }, "properties": { "host": { "properties": { "name": { "type": "keyword" } } } } }"""
        );

        await FailsWith("version 0");
        await _installation.SetUpAsync(Token);

        Assert.Null(await _installation.Index.FaultAsync(Token));
    }

    [Fact]
    public async Task An_alias_that_was_lost_is_given_back()
    {
        await _installation.SetUpAsync(Token);
        await _installation.AskAsync(
            HttpMethod.DELETE,
            $"/{_installation.Names.FirstLatest}/_alias/{_installation.Names.Latest}"
        );
        await FailsWith("index setup");

        await _installation.SetUpAsync(Token);

        Assert.Null(await _installation.Index.FaultAsync(Token));
    }

    [Fact]
    public async Task A_mapping_that_cannot_be_brought_up_is_told()
    {
        await MakeLatestAsync("""{ "properties": { "@timestamp": { "type": "keyword" } } }""");

        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => _installation.SetUpAsync(Token));

        Assert.Contains("cannot be changed where it is", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_somebody_deleted_is_told_when_the_next_month_begins()
    {
        await _installation.SetUpAsync(Token);
        await _installation.AskAsync(HttpMethod.DELETE, $"/_index_template/{_installation.Names.History}");

        await FailsWith("index setup");
        await _installation.SetUpAsync(Token);

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await _installation.Index.UpsertAsync([Document(1)], Token)));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("read_only_allow_delete")]
    public async Task A_read_only_index_is_told_with_the_remedy_and_takes_all_after_it(string block)
    {
        await _installation.SetUpAsync(Token);
        await BlockAsync(block, "true");

        await FailsWith("lift the block");
        var fault = await _installation.Index.FaultAsync(Token);
        Assert.Equal(IndexTrouble.ReadOnly, fault?.Trouble);
        Assert.Contains(block, fault!.Said, StringComparison.Ordinal);
        await BlockAsync(block, "null");

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await _installation.Index.UpsertAsync([Document(1)], Token)));
        Assert.Null(await _installation.Index.FaultAsync(Token));
    }

    [Fact]
    public async Task A_document_that_the_mapping_refuses_is_set_aside_and_its_neighbours_are_written()
    {
        await _installation.SetUpAsync(Token);
        var bad = Document(2) with { Key = "bad" };
        bad = bad with
        {
            Json = bad.Json.Replace("\"name\":\"z2.example\"", "\"name\":{\"no\":\"text\"}", StringComparison.Ordinal),
        };

        var outcomes = await _installation.Index.UpsertAsync([Document(1), bad, Document(3)], Token);

        Assert.IsType<IndexOutcome.Done>(outcomes[0]);
        Assert.Contains("host.name", Assert.IsType<IndexOutcome.Refused>(outcomes[1]).Reason, StringComparison.Ordinal);
        Assert.IsType<IndexOutcome.Done>(outcomes[2]);
    }

    private async Task FailsWith(string remedy)
    {
        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() =>
            _installation.Index.UpsertAsync([Document(1)], Token)
        );
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    private Task MakeLatestAsync(string mapping) =>
        _installation.AskAsync(
            HttpMethod.PUT,
            $"/{_installation.Names.FirstLatest}",
            $$"""{ "aliases": { "{{_installation.Names.Latest}}": {} }, "mappings": {{mapping}} }"""
        );

    private Task BlockAsync(string block, string value) =>
        _installation.AskAsync(
            HttpMethod.PUT,
            $"/{_installation.Options.Prefix}-*/_settings",
            $$"""{ "index.blocks.{{block}}": {{value}} }"""
        );

    internal static IndexDocument Document(int number) =>
        new(
            number,
            $"990000001|zone:z{number}.example|dns",
            $$"""{"@timestamp":"2026-11-26T12:00:00.000Z","host":{"name":"z{{number}}.example"},"cyberwatch":{"scan_id":"s","probe":"dns","establishment":{"finess":"990000001"} } }"""
        );
}
