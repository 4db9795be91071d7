using CyberWatch.Scanner.Probes.Dns.Mail;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Probes.Dns.DnsProbeRun;

namespace CyberWatch.Tests.Scanner.Probes.Dns.Mail;

/// <summary>What comes of following a record, by RFC 7208 sections 4.6.4, 5.2 and 6.1.</summary>
public class SpfWalkTests
{
    private const string Zone = "ch-nord.example";

    [Fact]
    public async Task Include_counts_with_what_lies_below_it_and_its_all_is_not_the_last_word()
    {
        var walk = await FollowAsync(
            "v=spf1 include:_spf.ch-nord.example mx ~all",
            """
            _spf 300 TXT "v=spf1 a:www.ch-nord.example ip4:203.0.113.0/24 -all"
            www 300 A 203.0.113.80
            @ 300 MX 10 www
            """
        );

        Assert.Equal((3, 0, "~all", 24), (walk.Lookups, walk.Voids, walk.All, walk.WidestPrefix));
        Assert.Empty(walk.Errors);
        Assert.Empty(walk.Unknown);
    }

    [Fact]
    public async Task Include_that_passes_everything_opens_the_record()
    {
        var walk = await FollowAsync("v=spf1 include:_spf.ch-nord.example -all", "_spf 300 TXT \"v=spf1 +all\"");

        Assert.Equal(("-all", 0), (walk.All, walk.WidestPrefix));
    }

    [Theory]
    [InlineData("v=spf1 -include:_spf.ch-nord.example -all")]
    [InlineData("v=spf1 ~include:_spf.ch-nord.example -all")]
    [InlineData("v=spf1 -ip4:0.0.0.0/0 -all")]
    public async Task What_does_not_pass_opens_nothing(string record) =>
        Assert.Null((await FollowAsync(record, "_spf 300 TXT \"v=spf1 ip4:0.0.0.0/0 +all\"")).WidestPrefix);

    [Fact]
    public async Task Redirect_has_the_last_word()
    {
        var walk = await FollowAsync(
            "v=spf1 ip4:203.0.113.7 redirect=_spf.ch-nord.example",
            "_spf 300 TXT \"v=spf1 ip4:203.0.113.0/28 ?all\""
        );

        Assert.Equal((1, "?all", 28), (walk.Lookups, walk.All, walk.WidestPrefix));
    }

    [Theory]
    [InlineData("v=spf1 include:ch-nord.example -all", "")]
    [InlineData("v=spf1 redirect=ch-nord.example", "")]
    [InlineData(
        "v=spf1 include:a.ch-nord.example -all",
        "a 300 TXT \"v=spf1 include:b.ch-nord.example\"\nb 300 TXT \"v=spf1 include:a.ch-nord.example\""
    )]
    [InlineData("v=spf1 include:a.ch-nord.example -all", "a 300 TXT \"v=spf1 redirect=ch-nord.example\"")]
    public async Task Record_that_leads_back_to_itself_is_an_error_and_ends(string record, string others) =>
        Assert.Contains(
            "leads back to itself",
            Assert.Single((await FollowAsync(record, others)).Errors),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Same_include_twice_is_no_loop()
    {
        var walk = await FollowAsync(
            "v=spf1 include:_spf.ch-nord.example include:_spf.ch-nord.example -all",
            "_spf 300 TXT \"v=spf1 ip4:203.0.113.7 -all\""
        );

        Assert.Equal(2, walk.Lookups);
        Assert.Empty(walk.Errors);
    }

    [Theory]
    [InlineData("include:none.ch-nord.example", "no SPF record there")]
    [InlineData("include:www.ch-nord.example", "no SPF record there")]
    [InlineData("include:two.ch-nord.example", "more than one SPF record there")]
    [InlineData("redirect=none.ch-nord.example", "no SPF record there")]
    public async Task Target_without_exactly_one_record_is_a_permanent_error(string term, string error)
    {
        var walk = await FollowAsync(
            $"v=spf1 {term}",
            """
            www 300 A 203.0.113.80
            two 300 TXT "v=spf1 -all"
            two 300 TXT "v=spf1 ~all"
            """
        );

        Assert.Contains(error, Assert.Single(walk.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_below_an_include_names_where_it_stands()
    {
        var walk = await FollowAsync("v=spf1 include:_spf.ch-nord.example -all", "_spf 300 TXT \"v=spf1 ip4:203.0.113\"");

        Assert.StartsWith("_spf.ch-nord.example: ", Assert.Single(walk.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_ten_look_ups_are_counted_and_counting_ends_at_forty()
    {
        var eleven = await FollowAsync($"v=spf1 {Repeat("a:www.ch-nord.example", 11)} -all", "www 300 A 203.0.113.80");
        var hundred = await FollowAsync($"v=spf1 {Repeat("exists:www.ch-nord.example", 100)} -all", "www 300 A 203.0.113.80");

        Assert.Equal((11, "-all"), (eleven.Lookups, eleven.All));
        Assert.Equal(40, hundred.Lookups);
    }

    [Fact]
    public async Task Voids_count_once_each_and_terms_that_only_a_receiver_can_look_up_are_none()
    {
        var walk = await FollowAsync(
            "v=spf1 a mx exists:none.ch-nord.example exists:%{i}.ch-nord.example ptr include:%{l}.ch-nord.example a:six.ch-nord.example -all",
            "six 300 AAAA 2001:db8::1"
        );

        Assert.Equal((7, 3), (walk.Lookups, walk.Voids));
    }

    [Fact]
    public async Task Eleven_mail_exchangers_behind_one_term_are_a_permanent_error()
    {
        var exchangers = string.Join('\n', Enumerable.Range(1, 11).Select(i => $"@ 300 MX {i} mx{i}"));

        Assert.Contains(
            "mail exchangers",
            Assert.Single((await FollowAsync("v=spf1 mx -all", exchangers)).Errors),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Failure_below_an_include_leaves_the_counts_open_and_the_last_word_known()
    {
        var facts = await FactsOfZoneAsync(Failing("v=spf1 include:_spf.failing.example -all"), Zone);

        Assert.All(
            (string[])["spf_errors", "spf_lookups", "spf_void_lookups", "spf_widest_prefix"],
            fact => Assert.DoesNotContain(fact, facts)
        );

        Assert.Equal(("-all", 1d), (facts["spf_all"], facts["spf_records"]));
    }

    [Fact]
    public async Task Failure_below_an_include_does_not_hide_what_is_over_the_limit_already()
    {
        var record = $"v=spf1 include:_spf.failing.example {Repeat("a:none.ch-nord.example", 10)} ip4:0.0.0.0/0 include: -all";
        var facts = await FactsOfZoneAsync(Failing(record), Zone);

        Assert.Equal((11d, 10d, 0d), (facts["spf_lookups"], facts["spf_void_lookups"], facts["spf_widest_prefix"]));
        Assert.Single(ListOf(facts, "spf_errors"));
    }

    [Fact]
    public async Task Failure_of_a_redirect_leaves_the_last_word_open()
    {
        var facts = await FactsOfZoneAsync(Failing("v=spf1 ip4:203.0.113.7 redirect=_spf.failing.example"), Zone);

        Assert.DoesNotContain("spf_all", facts);
        Assert.Contains(ListOf(facts, "undecided"), reason => reason.StartsWith("spf_all: SERVFAIL", StringComparison.Ordinal));
    }

    private static string Repeat(string term, int count) => string.Join(' ', Enumerable.Repeat(term, count));

    private static string Records(string others) => $"$ORIGIN {Zone}.\n@ 300 SOA ns1 hostmaster 1 3600 900 604800 300\n{others}";

    private static ZonesInMemory Failing(string record) =>
        new ZonesInMemory(Records($"@ 300 TXT \"{record}\"")).Failing("failing.example");

    private static async Task<SpfWalk> FollowAsync(string record, string others)
    {
        var walk = new SpfWalk(new ZonesInMemory(Records($"{others}\n@ 300 TXT \"{record}\"")), Zone);
        await walk.FollowAsync(record, TestContext.Current.CancellationToken);
        return walk;
    }
}
