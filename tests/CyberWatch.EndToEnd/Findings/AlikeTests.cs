using System.Text.Json;
using CsCheck;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Infra.Findings.Language;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Infra.Findings.Language.GeneratedQueries;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>
/// The same findings in both indexes, and the same questions: the same documents in the same order, page by page, the same totals, facets
/// and times. CsCheck prints the seed of a round that fails.
/// </summary>
public sealed class AlikeTests(ElasticFixture server)
{
    private const int Rounds = 4;
    private const int Questions = 150;

    private static readonly SummaryRequest Summary = new(
        [QueryFields.Probe, QueryFields.Severity, QueryFields.Product, QueryFields.Finess, QueryFields.Outcome],
        3,
        Paris
    );

    private static readonly Gen<(AccessScope Scope, FindingQuery Query)> Asked = Gen.Select(
        Gen.OneOf(Gen.Const<AccessScope>(new AccessScope.WholeSector()), Own),
        GeneratedQueries.All,
        Gen.Frequency((3, Pick<string?>(null, null)), (2, GeneratedFindings.Word.Select(string? (word) => word)), (2, Cut)),
        Pick<string?>(null, null, null, "990000002", "990000001"),
        Pick(1, 7, 1_000),
        (scope, where, text, finess, limit) =>
            (
                scope,
                new FindingQuery(limit)
                {
                    Where = where.With(Beginnings(text ?? "").Where).With(QueryNode.Equal(QueryFields.Finess, finess)),
                }
            )
    );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Gen<AccessScope> Own =>
        Gen.Int[0, 3]
            .Array[0, 3]
            .Select(AccessScope (own) => new AccessScope.Establishments(own.Select(one => $"99000000{one}").ToHashSet()));

    /// <summary>A beginning of a word, as somebody types it.</summary>
    private static Gen<string?> Cut =>
        Gen.Select(GeneratedFindings.Word, Gen.Int[1, 4]).Select(string? (it) => it.Item1[..Math.Min(it.Item2, it.Item1.Length)]);

    [Fact]
    public async Task Both_indexes_answer_the_same_question_alike()
    {
        var address = await server.AddressAsync(Token);

        await Gen.Select(GeneratedFindings.All.Array[1, 120], Asked.Array[Questions], (samples, asked) => (samples, asked))
            .SampleAsync(
                async round =>
                {
                    using var data = new TemporaryData();
                    using var sqlite = new SqliteFindingIndex(data.Folder);
                    await using var elastic = new ElasticInstallation(address);
                    await elastic.SetUpAsync(Token);
                    await CompareAsync(sqlite, elastic.Index, round.samples, round.asked);
                },
                iter: Rounds,
                threads: 1
            );
    }

    private static async Task CompareAsync(
        IFindingIndex one,
        IFindingIndex other,
        GeneratedFindings.Sample[] samples,
        (AccessScope Scope, FindingQuery Query)[] asked
    )
    {
        var batch = samples.Select((sample, i) => sample.Document(i + 1)).ToList();
        Assert.Equal(await one.UpsertAsync(batch, Token), await other.UpsertAsync(batch, Token));
        await other.RefreshAsync(Token);
        foreach (var (scope, query) in asked)
        {
            var (mine, theirs) = (await one.SearchAsync(scope, query, Token), await other.SearchAsync(scope, query, Token));
            var said = $"{scope} {new QueryLanguage(Paris).Print(query.Where)}";
            Assert.True(
                mine.Total == theirs.Total && Same(mine, theirs),
                $"{said}: {mine.Total} and {theirs.Total}\n{string.Join('\n', mine.Documents)}\n--\n{string.Join('\n', theirs.Documents)}"
            );
            await CompareFurtherAsync(one, other, scope, query with { After = mine.Next }, said);
        }
    }

    private static async Task CompareFurtherAsync(
        IFindingIndex one,
        IFindingIndex other,
        AccessScope scope,
        FindingQuery further,
        string said
    )
    {
        Assert.True(
            Same(await one.SearchAsync(scope, further, Token), await other.SearchAsync(scope, further, Token)),
            $"further: {said}"
        );
        var (mine, theirs) = (
            await one.SummariseAsync(scope, further, Summary, Token),
            await other.SummariseAsync(scope, further, Summary, Token)
        );
        Assert.Equal(mine.Times.Unit, theirs.Times.Unit);
        Assert.Equal(mine.Times.Buckets, theirs.Times.Buckets);
        foreach (var (left, right) in mine.Facets.Zip(theirs.Facets))
        {
            Assert.True(left.Values.SequenceEqual(right.Values), $"{left.Field.Name}: {said}");
            Assert.Equal((left.Others, left.IsExact), (right.Others, right.IsExact));
        }
        Assert.Equal(await one.CountAsync(scope, Token), await other.CountAsync(scope, Token));
    }

    private static bool Same(FindingPage one, FindingPage other) =>
        one.Documents.Count == other.Documents.Count
        && one.Next == other.Next
        && one.Documents.Zip(other.Documents).All(it => JsonElement.DeepEquals(it.First, it.Second));
}
