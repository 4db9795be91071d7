namespace CyberWatch.Tests.Infra.Findings;

/// <summary>Questions that nobody asks in earnest: each is answered by both indexes alike, whatever bounds their engines have.</summary>
public abstract partial class FindingIndexContract
{
    private const string LastAddress = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

    private static readonly Dictionary<string, (string Text, int Found)> Odd = new()
    {
        ["twelve negations"] = ($"{Times(12, "NOT ")}probe:tls", 1),
        ["twelve levels"] = ($"{Times(4, "(NOT (")}probe:tls{Times(8, ")")}", 1),
        ["200 values"] = (Joined(" OR ", i => i == 7 ? "probe:tls" : $"probe:p{i}"), 1),
        ["200 facts"] = (Joined(" OR ", i => $"facts.f{i}:*"), 0),
        ["200 words"] = (Joined(" OR ", i => i == 7 ? "nginx" : $"w{i}"), 1),
        ["200 times the same"] = (Joined(" AND ", _ => "nginx"), 1),
        ["200 words not"] = (Joined(" ", i => $"NOT w{i}"), 3),
        ["200 beginnings"] = (Joined(" OR ", i => i == 7 ? "ng*" : $"w{i}*"), 1),
        ["200 networks"] = (Joined(" OR ", i => i == 7 ? "destination.ip:203.0.113.0/24" : $"destination.ip:10.{i}.0.0/16"), 1),
        ["4,000 words in a row"] = ($"\"{Times(4_000, "a ")}\"", 0),
        ["4,000 words and a beginning"] = ($"\"{Times(4_000, "a ")}\"*", 0),
        ["a long word"] = (Times(8_000, "é"), 0),
        ["a long beginning"] = ($"{Times(8_000, "字")}*", 0),
        ["signs of many letters"] = ($"\"{Times(2_000, "\uFDFA ")}\"", 0),
        ["a sign of many letters"] = (Times(8_000, "\uFDFA"), 0),
        ["a long value"] = ($"facts.product:\"{Times(8_000, "字")}\"", 0),
        ["a long beginning of a value"] = ($"url.full:{Times(255, "字")}*", 0),
        ["every address"] = ("destination.ip:::/0", 1),
        ["every address of four"] = ("destination.ip:0.0.0.0/0", 1),
        ["every address of four in sixteen"] = ("destination.ip:::ffff:0:0/96", 1),
        ["first to last address"] = ($"destination.ip:[:: TO {LastAddress}]", 1),
        ["beyond the last address"] = ($"destination.ip:>{LastAddress}", 0),
        ["before the first address"] = ("destination.ip:<::", 0),
        ["addresses the wrong way round"] = ("destination.ip:[203.0.113.99 TO 203.0.113.1]", 0),
        ["every port"] = ("destination.port:[-2147483648 TO 2147483647]", 1),
        ["beyond the last number"] = ("destination.port:>2147483647", 0),
        ["before the first number"] = ("destination.port:<-2147483648", 0),
        ["numbers the wrong way round"] = ("destination.port:[9 TO 1]", 0),
        ["a port below nothing"] = ("destination.port:-1", 0),
        ["beyond critical"] = ("severity:>critical", 0),
        ["below none"] = ("severity:<none", 0),
        ["all days"] = ("@timestamp:[1970-01-01 TO 2199-12-31]", 3),
        ["after the last day"] = ("@timestamp:>2199-12-31", 0),
        ["before the first day"] = ("@timestamp:<1970-01-01", 0),
        ["days the wrong way round"] = ("@timestamp:[2027-01-01 TO 2025-01-01]", 0),
        ["days of a certificate"] = ("tls.server.not_after:[1970-01-01 TO 2199-12-31]", 0),
        ["a star that is meant"] = ("facts.product:\"nginx/*\"", 0),
        ["signs of other languages"] = ("facts.product:\"%\" OR asset:\"_\"* OR asset:\"?\"* OR asset:\".+\"*", 0),
        ["a statement"] = ("\"'); drop table latest; --\" OR asset:\"'); drop table latest; --\"", 0),
        ["a NUL"] = ("facts.product:\"nginx\0\"* OR \"nginx\0zz\"", 0),
        ["half a pair"] = ("facts.product:\"\uD800\"* OR facts.product:\"\uDC00\"", 0),
        ["the last signs"] = ("facts.product:\"\uFFFF\"* OR facts.product:\"\U0010FFFF\"*", 0),
        ["faces"] = ("facts.product:\"\U0001F600\"* OR facts.product:\"\U0001F600\"", 0),
    };

    public static TheoryData<string> Oddities => [.. Odd.Keys];

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Whatever_can_be_read_is_answered(string oddity)
    {
        var (text, found) = Odd[oddity];
        await Index.UpsertAsync(
            [
                Document(1, Nord, "tcp:203.0.113.10:443/www.ch-nord.example", ("product", "nginx/1.22.1")),
                Document(2, Nord, "zone:ch-nord.example", "32", Noon.AddDays(1)),
                Document(3, Sud, "zone:ch-sud.example", "93", Noon, ("product", "Apache")),
            ],
            Token
        );
        await Index.RefreshAsync(Token);

        Assert.Equal(found, (await Search(Sector, Asked(text))).Total);
        Assert.InRange((await Search(Own(Nord), Asked(text))).Total, 0, found);
        Assert.Equal(found, (await Index.ReadAllAsync(Sector, Asked(text), Token).ToListAsync(Token)).Count);
        Assert.Equal(found, (await SummaryOf(Sector, text)).Times.Buckets.Sum(bucket => bucket.Answered + bucket.Silent));
    }

    /// <summary>As an address of the page may say it.</summary>
    [Fact]
    public async Task Further_pages_begin_anywhere()
    {
        await Index.UpsertAsync(
            [Document(1, Nord, "zone:ch-nord.example"), Document(2, Sud, "zone:ch-sud.example", "93", Noon.AddDays(1))],
            Token
        );
        await Index.RefreshAsync(Token);

        Assert.Equal(2, await FoundAsync(DateTimeOffset.MaxValue, "x"));
        Assert.Equal(0, await FoundAsync(DateTimeOffset.MinValue, Times(8_000, "字")));
        Assert.Equal(1, await FoundAsync(Noon.AddHours(1), "\0\uFFFF\""));

        async Task<int> FoundAsync(DateTimeOffset time, string key) =>
            (await Search(Sector, Asked("") with { After = new(time, key) })).Documents.Count;
    }

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Joined(string between, Func<int, string> term) =>
        string.Join(between, Enumerable.Range(0, 200).Select(term));
}
