using CsCheck;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Tests.Infra.Findings.Language;

/// <summary>The embedded index against what queries mean, over generated findings and queries.</summary>
public sealed class SqliteQueryTests
{
    private const int Rounds = 8;
    private const int Questions = 120;
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly QueryLanguage Language = new(GeneratedQueries.Paris);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task It_finds_what_the_query_means_and_nothing_else() =>
        Gen.Select(GeneratedFindings.All.Array[1, 80], GeneratedQueries.All.Array[Questions])
            .SampleAsync(
                async round =>
                {
                    using var data = new TemporaryData();
                    using var index = new SqliteFindingIndex(data.Folder);
                    // the second half may replace some of the first: what was filed before must be gone
                    var batch = round.Item1.Select((sample, i) => sample.Document(i + 1)).ToList();
                    await index.UpsertAsync(batch[..(batch.Count / 2)], Token);
                    await index.UpsertAsync(batch[(batch.Count / 2)..], Token);
                    var latest = batch
                        .GroupBy(one => one.Key)
                        .Select(same => IndexedFinding.Read(same.MaxBy(one => one.Version)!, out _)!)
                        .ToList();
                    foreach (var query in round.Item2)
                    {
                        var found = await index.SearchAsync(Sector, new FindingQuery(Limit: 1_000) { Where = query }, Token);
                        var meant = latest
                            .Where(one => QueryDefinition.Finds(query, one))
                            .Select(one => one.Document.Json)
                            .Order(StringComparer.Ordinal)
                            .ToList();
                        Assert.True(
                            meant.SequenceEqual(found.Documents.Select(one => one.GetRawText()).Order(StringComparer.Ordinal)),
                            $"{Language.Print(query)}: {meant.Count} meant, {found.Total} found"
                        );
                        Assert.Equal(meant.Count, found.Total);
                    }
                },
                iter: Rounds,
                threads: 1
            );

    [Fact]
    public async Task A_file_of_a_program_that_filed_no_terms_is_filed_anew()
    {
        using var data = new TemporaryData();
        var document = new GeneratedFindings.Sample(1, "zone:z1.example", 1, "nginx", "x", 2, true, 2048).Document(1);
        using (var index = new SqliteFindingIndex(data.Folder))
            await index.UpsertAsync([document], Token);
        await using (var connection = await FindingSchema.OpenAsync(data.Folder.Findings, Token))
            await connection.RunAsync(Former, Token);

        using var again = new SqliteFindingIndex(data.Folder);

        Assert.Equal(
            1,
            (
                await again.SearchAsync(Sector, new FindingQuery { Where = GeneratedQueries.Read("facts.product:nginx") }, Token)
            ).Total
        );
        var summary = await again.SummariseAsync(
            Sector,
            new FindingQuery(),
            new([QueryFields.Probe], 1, TimeZoneInfo.Utc),
            Token
        );
        Assert.Equal(1, Assert.Single(Assert.Single(summary.Facets).Values).Count);
        Assert.IsType<IndexOutcome.Done>(Assert.Single(await again.UpsertAsync([document with { Version = 2 }], Token)));
        Assert.Equal(0L, await CountAsync(data, "select count(*) from pragma_table_info('latest') where name = 'region'"));
    }

    [Fact]
    public async Task What_is_forgotten_or_replaced_leaves_no_term()
    {
        using var data = new TemporaryData();
        using var index = new SqliteFindingIndex(data.Folder);
        var sample = new GeneratedFindings.Sample(1, "zone:z1.example", 1, "nginx", "x", 2, true, 2048);
        await index.UpsertAsync([sample.Document(1)], Token);
        await index.UpsertAsync([(sample with { One = "caddy" }).Document(2)], Token);

        Assert.Equal(0L, await CountAsync(data, "select count(*) from latest_term where value = 'nginx'"));
        Assert.Equal(0L, await CountAsync(data, Miscounted));
        Assert.Equal(1, await index.DeleteEstablishmentAsync("990000001", Token));
        Assert.Equal(0L, await CountAsync(data, "select count(*) from latest_term"));
        Assert.Equal(0L, await CountAsync(data, "select count(*) from facet_value"));
    }

    [Fact]
    public void What_is_counted_is_what_is_filed_after_any_writing_and_forgetting() =>
        Gen.Select(GeneratedFindings.All.Array[1, 40], Gen.Int[0, 3])
            .Sample(
                it =>
                {
                    using var data = new TemporaryData();
                    using var index = new SqliteFindingIndex(data.Folder);
                    var written = it.Item1.Select((sample, i) => sample.Document((i * 7 % 40) + 1));
                    foreach (var some in written.Chunk(9))
                    {
                        IndexDocument[] batch = [.. some, some[0] with { Version = 100, Leaves = true }];
                        index.UpsertAsync(batch, Token).GetAwaiter().GetResult();
                    }
                    index.DeleteEstablishmentAsync($"99000000{it.Item2}", Token).GetAwaiter().GetResult();
                    return CountAsync(data, Miscounted).GetAwaiter().GetResult() is 0L;
                },
                iter: 20,
                threads: 1
            );

    /// <summary>Values whose number is not that of their terms, and values that are missing.</summary>
    private const string Miscounted = """
        with filed as (
          select field, value, count(*) as number from latest_term where field in (
            select id from term_field where path in ('cyberwatch.probe', 'cyberwatch.severity', 'cyberwatch.outcome', 'rule.id',
              'service.product', 'cyberwatch.establishment.finess'))
          group by field, value)
        select (select count(*) from filed left join facet_value f using(field, value) where f.number is not filed.number)
          + (select count(*) from facet_value left join filed using(field, value) where filed.number is null)
        """;

    /// <summary>Columns that an older program filled, without those of now; no terms.</summary>
    private const string Former = """
        drop index latest_times;
        drop index latest_sites;
        drop index latest_probes;
        alter table latest drop column answered;
        alter table latest drop column counted;
        drop table facet_value;
        create index latest_time on latest(ts);
        create index latest_finess on latest(finess, probe, ts);
        alter table latest add column region text not null default '';
        create index latest_region on latest(region, probe, ts);
        delete from latest_term;
        pragma user_version = 0;
        """;

    private static async Task<object?> CountAsync(TemporaryData data, string question)
    {
        await using var connection = await FindingSchema.OpenAsync(data.Folder.Findings, Token);
        await using var command = new SqliteCommand(question, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
