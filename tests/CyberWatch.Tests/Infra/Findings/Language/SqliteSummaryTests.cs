using CsCheck;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings.Language;

/// <summary>What the embedded index counts is what it finds, over generated findings and queries.</summary>
public sealed class SqliteSummaryTests
{
    private static readonly AccessScope[] Scopes =
    [
        new AccessScope.WholeSector(),
        new AccessScope.Establishments(new HashSet<string> { "990000001", "990000002" }),
    ];
    private static readonly SummaryRequest Everything = new(QueryFields.Counted, 1_000, GeneratedQueries.Paris);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task It_counts_what_it_finds_by_value_and_by_time() =>
        Gen.Select(GeneratedFindings.All.Array[1, 60], GeneratedQueries.All.Array[40])
            .SampleAsync(
                async round =>
                {
                    using var data = new TemporaryData();
                    using var index = new SqliteFindingIndex(data.Folder);
                    await index.UpsertAsync([.. round.Item1.Select((sample, i) => sample.Document(i + 1))], Token);
                    foreach (var scope in Scopes)
                    {
                        foreach (var query in round.Item2)
                            await CompareAsync(index, scope, query);
                    }
                },
                iter: 6,
                threads: 1
            );

    [Theory]
    [InlineData("")]
    [InlineData("centre\u00A0hospitalier 🏥")]
    public async Task A_text_is_found_as_it_was_filed(string text)
    {
        using var data = new TemporaryData();
        using var index = new SqliteFindingIndex(data.Folder);
        await index.UpsertAsync(
            [new GeneratedFindings.Sample(1, "zone:z1.example", 1, text, "x", 2, true, 2048).Document(1)],
            Token
        );
        var query = new FindingQuery { Where = QueryNode.Equal(QueryField.Fact("product"), text) };

        Assert.Equal(1, (await index.SearchAsync(Scopes[0], query, Token)).Total);
    }

    private static async Task CompareAsync(SqliteFindingIndex index, AccessScope scope, QueryNode where)
    {
        var found = await index.SearchAsync(scope, new FindingQuery(Limit: 1_000) { Where = where }, Token);
        var rows = found.Documents.Select(one => IndexedFinding.Read(new(1, "", one.GetRawText()), out _)!).ToList();

        var summary = await index.SummariseAsync(scope, new FindingQuery { Where = where }, Everything, Token);

        foreach (var facet in summary.Facets)
        {
            var values = rows.SelectMany(row => row.Terms).Where(term => term.Field == facet.Field).CountBy(term => term.Value);
            Assert.Equal(
                values.ToDictionary(one => one.Key, one => one.Value),
                facet.Values.ToDictionary(one => FiledTerm.Spelled(one.Value), one => one.Count)
            );
        }
        Assert.Equal(found.Total, summary.Times.Buckets.Sum(bucket => bucket.Answered + bucket.Silent));
        foreach (var bucket in summary.Times.Buckets)
        {
            var inside = rows.Where(row => row.At >= bucket.From && row.At < bucket.To).ToList();
            var answered = inside.Count(row => FiledTerm.SayAnswered(row.Terms));
            Assert.Equal((answered, inside.Count - answered), (bucket.Answered, bucket.Silent));
        }
    }
}
