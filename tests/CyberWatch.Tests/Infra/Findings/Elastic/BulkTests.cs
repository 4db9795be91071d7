using System.Text;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Findings.Elastic;

public sealed class BulkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Index_bulk_half_accepted_tells_each_operation_apart()
    {
        var said = BulkAnswer.Read(
            """
            {"took":31,"errors":true,"items":[
             {"index":{"_index":"latest","_id":"a1","status":201}},
             {"index":{"_index":"latest","_id":"a2","status":429,"error":{"type":"es_rejected_execution_exception","reason":"queue full"}}},
             {"index":{"_index":"latest","_id":"a3","status":400,"error":{"type":"document_parsing_exception","reason":"failed to parse field [@timestamp]"}}},
             {"delete":{"_index":"latest","_id":"a4","status":404,"result":"not_found"}}]}
            """u8,
            4
        );

        Assert.Equal(
            [
                new OperationOutcome.Done(),
                new OperationOutcome.Busy("es_rejected_execution_exception: queue full"),
                new OperationOutcome.Refused("document_parsing_exception: failed to parse field [@timestamp]"),
                new OperationOutcome.Done(),
            ],
            said
        );
    }

    [Fact]
    public async Task A_document_is_what_the_worse_of_its_two_writings_is_and_an_older_version_is_done()
    {
        await using var played = await PlayedElastic.StartAsync(_ =>
            PlayedElastic.Statuses([201, 201, 409, 409, 201, 429, 400, 201, 503, 409])
        );

        var outcomes = await played.Index.UpsertAsync(Some(5), Token);

        Assert.Collection(
            outcomes,
            outcome => Assert.IsType<IndexOutcome.Done>(outcome),
            outcome => Assert.IsType<IndexOutcome.Done>(outcome),
            outcome => Assert.IsType<IndexOutcome.Busy>(outcome),
            outcome => Assert.IsType<IndexOutcome.Refused>(outcome),
            outcome => Assert.IsType<IndexOutcome.Busy>(outcome)
        );
    }

    [Theory]
    [InlineData(413)]
    [InlineData(429)]
    public async Task What_is_too_much_at_once_is_halved_until_it_is_not(int status)
    {
        await using var played = await PlayedElastic.StartAsync(keys =>
            keys.Count > 2 * 2 ? (status, "{}") : PlayedElastic.Statuses(keys.Select(_ => 201))
        );

        var outcomes = await played.Index.UpsertAsync(Some(8), Token);

        Assert.All(outcomes, outcome => Assert.IsType<IndexOutcome.Done>(outcome));
        // each document twice in a request
        Assert.Equal([16, 8, 4, 4, 8, 4, 4], played.Asked.Select(keys => keys.Count));
        Assert.Equal(8, played.Asked.Where(keys => keys.Count == 4).SelectMany(keys => keys).Distinct().Count());
    }

    [Fact]
    public async Task One_document_that_is_too_large_is_set_aside_alone()
    {
        await using var played = await PlayedElastic.StartAsync(keys =>
            keys.Contains("k3") ? (413, "") : PlayedElastic.Statuses(keys.Select(_ => 201))
        );

        var outcomes = await played.Index.UpsertAsync(Some(4), Token);

        Assert.Equal([true, true, false, true], outcomes.Select(outcome => outcome is IndexOutcome.Done));
        Assert.Contains("413", Assert.IsType<IndexOutcome.Refused>(outcomes[2]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_document_that_there_is_no_room_for_waits_alone()
    {
        await using var played = await PlayedElastic.StartAsync(keys =>
            keys.Contains("k1") ? (429, "{}") : PlayedElastic.Statuses(keys.Select(_ => 201))
        );

        var outcomes = await played.Index.UpsertAsync(Some(500), Token);

        Assert.IsType<IndexOutcome.Busy>(outcomes[0]);
        Assert.All(outcomes.Skip(1), outcome => Assert.IsType<IndexOutcome.Done>(outcome));
    }

    [Fact]
    public async Task A_server_without_any_room_is_left_in_peace()
    {
        await using var played = await PlayedElastic.StartAsync(_ =>
            (429, """{"error":{"type":"es_rejected_execution_exception","reason":"queue full"},"status":429}""")
        );

        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => played.Index.UpsertAsync(Some(500), Token));

        Assert.Contains("queue full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(16, played.Asked.Count);
    }

    [Fact]
    public async Task Requests_are_bounded_by_documents_and_by_octets()
    {
        await using var few = await PlayedElastic.StartAsync(
            keys => PlayedElastic.Statuses(keys.Select(_ => 201)),
            options => options.BulkDocuments = 3
        );
        await using var small = await PlayedElastic.StartAsync(
            keys => PlayedElastic.Statuses(keys.Select(_ => 201)),
            options => options.BulkBytes = 1_000
        );

        await few.Index.UpsertAsync(Some(7), Token);
        await small.Index.UpsertAsync(Some(2), Token);

        Assert.Equal([6, 6, 2], few.Asked.Select(keys => keys.Count));
        Assert.Equal([2, 2], small.Asked.Select(keys => keys.Count));
    }

    [Theory]
    [InlineData(
        200,
        """{"errors":true,"items":[{"index":{"status":403,"error":{"type":"cluster_block_exception","reason":"index write (api)"}}},{"index":{"status":201}}]}""",
        "lift the block"
    )]
    [InlineData(429, """{"error":{"type":"cluster_block_exception","reason":"flood-stage"},"status":429}""", "Make room")]
    [InlineData(401, """{"error":{"type":"security_exception","reason":"no"}}""", "refuses the credentials")]
    [InlineData(503, "<html>proxy</html>", "answered 503")]
    [InlineData(200, "<html>portal</html>", "no Elasticsearch")]
    public async Task A_server_that_takes_nothing_is_told_as_a_whole_with_the_remedy(int status, string body, string said)
    {
        await using var played = await PlayedElastic.StartAsync(_ => (status, body));

        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => played.Index.UpsertAsync(Some(1), Token));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_of_the_server_is_told_before_anything_is_sent()
    {
        await using var played = await PlayedElastic.StartAsync(_ => (200, "{}"));
        played.Version = "8.19.0";

        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => played.Index.UpsertAsync(Some(1), Token));

        Assert.Contains("8.19.0", fault.Message, StringComparison.Ordinal);
        Assert.Empty(played.Asked);
    }

    [Fact]
    public async Task Nothing_listening_is_told_and_a_cancelled_call_is_cancelled()
    {
        var played = await PlayedElastic.StartAsync(_ => (200, "{}"));
        await using (played)
        {
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => played.Index.UpsertAsync(Some(1), cancelled.Token));
        }
        var index = await GoneAsync();

        var fault = await index.FaultAsync(Token);

        Assert.Equal(IndexTrouble.Silent, fault?.Trouble);
        Assert.Contains("does not answer", fault!.Said, StringComparison.Ordinal);
        Assert.Contains("Findings:Elastic:Addresses", fault.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_the_same_for_the_same_key_and_short_for_any()
    {
        var id = BulkWriter.Id(new string('k', 10_000) + "\n\"é");

        Assert.Equal(id, BulkWriter.Id(new string('k', 10_000) + "\n\"é"));
        Assert.True(Encoding.UTF8.GetByteCount(id) <= 64);
        Assert.NotEqual(id, BulkWriter.Id("k"));
    }

    private static async Task<ElasticFindingIndex> GoneAsync()
    {
        await using var played = await PlayedElastic.StartAsync(_ => (200, "{}"));
        var address = played.Address;
        return new(
            new ElasticConnection(Microsoft.Extensions.Options.Options.Create(new ElasticOptions { Addresses = [address] })),
            TimeProvider.System
        );
    }

    private static List<IndexDocument> Some(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => new IndexDocument(
                    number,
                    $"k{number}",
                    """{"@timestamp":"2026-11-26T12:00:00.000Z","cyberwatch":{"scan_id":"s","probe":"dns","establishment":{"finess":"990000001"}}}"""
                )),
        ];
}
