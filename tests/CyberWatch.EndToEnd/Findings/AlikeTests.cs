using System.Text.Json;
using CsCheck;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>The same findings in both indexes, and the same questions: the same documents in the same order, and the same totals.</summary>
public sealed class AlikeTests(ElasticFixture server)
{
    private const int Rounds = 4;
    private const int Questions = 150;
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Pieces =
    [
        "nginx",
        "nginx/1.22.1",
        "chu_nord",
        "CHU-Nord",
        "Cœur",
        "œuf",
        "cœliaque",
        "Bézac",
        "BÉZAC-sur-mer",
        "ch",
        "c",
        "1",
        "1.2",
        "10",
        "ﬁn",
        "ſtraße",
        "İstanbul",
        "ΣΑΣ",
        "σας",
        "Ǆ",
        "한글",
        "漢字",
        "नि",
        "é́́",
        "A\u0000B",
        "😀mail",
        "½",
        "Ⅷ",
        "٣",
        "ᏣᎳᎩ",
        "Ა",
        "ꟻ",
        "n'est",
        "O'Brien",
        "\"quoted\"",
        "AND",
        "OR",
        "NOT",
        "*",
        "-",
        "(",
        "a*b",
        "203.0.113.10",
        "2001:db8::1",
        "x\u00ADy",
        "ÅÄÖ",
        "ångström",
    ];

    private static readonly Gen<string> Word = Gen.Frequency(
        (6, One(Pieces)),
        (2, Gen.Select(One(Pieces), One(" ", "-", "", ".", "_"), One(Pieces), (a, b, c) => a + b + c)),
        (1, Gen.String[Gen.Char, 1, 6]),
        (1, Gen.Int[240, 270].Select(length => new string('z', length)))
    );

    private static readonly Gen<string> Text = Word.Array[0, 5].Select(words => string.Join(' ', words));

    private static readonly Gen<Sample> Samples = Gen.Select(
        Gen.Int[0, 3],
        One("dns", "tls", "http", "service"),
        Gen.Int[0, 4],
        Gen.Int[0, 30],
        Text,
        Text,
        (finess, probe, asset, minutes, one, other) => new Sample(finess, probe, asset, minutes, one, other)
    );

    private static readonly Gen<(AccessScope, FindingQuery)> Asked = Gen.Select(
        Gen.OneOf(Gen.Const<AccessScope>(new AccessScope.WholeSector()), Regions, Own),
        Gen.Frequency((5, Word.Array[1, 2].Select(words => string.Join(' ', words))), (2, Cut), (1, Gen.Const(""))),
        One<string?>(null, null, null, "990000002", "990000001"),
        One<string?>(null, null, "dns", "tls"),
        One(1, 7, 1_000),
        (scope, text, finess, probe, limit) => (scope, new FindingQuery(text, finess, probe, limit))
    );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(at => all[at]);

    private static Gen<AccessScope> Regions =>
        One("32", "93", "00").Select(AccessScope (region) => new AccessScope.OneRegion(region));

    private static Gen<AccessScope> Own =>
        Gen.Int[0, 3]
            .Array[0, 3]
            .Select(AccessScope (own) => new AccessScope.Establishments(own.Select(one => $"99000000{one}").ToHashSet()));

    /// <summary>A beginning of a word, as somebody types it.</summary>
    private static Gen<string> Cut =>
        Gen.Select(One(Pieces), Gen.Int[1, 4], (word, length) => word[..Math.Min(length, word.Length)]);

    [Fact]
    public async Task Both_indexes_answer_the_same_question_alike()
    {
        var address = await server.AddressAsync(Token);

        await Gen.Select(Samples.Array[1, 120], Asked.Array[Questions], (samples, asked) => (samples, asked))
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
        Sample[] samples,
        (AccessScope Scope, FindingQuery Query)[] asked
    )
    {
        var batch = samples.Select((sample, i) => sample.Document(i + 1)).ToList();
        Assert.Equal(await one.UpsertAsync(batch, Token), await other.UpsertAsync(batch, Token));
        await other.RefreshAsync(Token);
        foreach (var (scope, query) in asked)
        {
            var (mine, theirs) = (await one.SearchAsync(scope, query, Token), await other.SearchAsync(scope, query, Token));
            Assert.True(
                mine.Total == theirs.Total
                    && mine.Documents.Zip(theirs.Documents).All(it => JsonElement.DeepEquals(it.First, it.Second)),
                $"{scope} {query}: {mine.Total} and {theirs.Total}\n{string.Join('\n', mine.Documents)}\n--\n{string.Join('\n', theirs.Documents)}"
            );
            Assert.Equal(await one.CountAsync(scope, Token), await other.CountAsync(scope, Token));
        }
    }

    private sealed record Sample(int Finess, string Probe, int Asset, int Minutes, string One, string Other)
    {
        public IndexDocument Document(long version)
        {
            var facts = new Dictionary<string, object?>
            {
                ["product"] = One,
                ["issuer"] = Other,
                ["final_url"] = Other,
                ["list"] = new[] { One, Other },
                ["open"] = Minutes % 2 == 0,
                ["count"] = (double)Minutes,
            };
            var asset = Rules.Model.Asset.Parse($"zone:z{Asset}.example");
            var finding = new Finding(asset, Probe, Noon.AddMinutes(Minutes), new ProbeAnswer.Facts(facts), ["dig"]);
            var hospital = TemporaryData.Hospital($"99000000{Finess}", Finess % 2 == 0 ? "32" : "93");
            var document = new FindingDocument(hospital, new Guid((int)version, 0, 0, new byte[8]), finding, []);
            return new(version, document.Key, document.ToJson());
        }
    }
}
