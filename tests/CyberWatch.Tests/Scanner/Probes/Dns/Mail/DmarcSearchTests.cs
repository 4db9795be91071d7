using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Dns.Mail;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Dns.Mail;

/// <summary>Which record holds: the tree walk of RFC 9989 section 4.10 beside the older fall-back to the organisational domain.</summary>
public class DmarcSearchTests
{
    [Theory]
    [InlineData("region.test", "region.test")]
    [InlineData("chu.region.test", "region.test")]
    [InlineData("a.b.chu.region.test", "region.test")]
    public async Task Record_of_the_organisation_holds_below_it(string zone, string at)
    {
        var decided = await DecidedAsync(zone, "_dmarc.region.test. 300 TXT \"v=DMARC1; p=reject\"");

        Assert.Equal((at, "reject"), (decided.At, decided.Record?.Policy));
    }

    [Fact]
    public async Task Own_record_holds_whatever_stands_above_it()
    {
        var decided = await DecidedAsync(
            "chu.region.test",
            "_dmarc.region.test. 300 TXT \"v=DMARC1; p=reject; psd=n\"\n_dmarc.chu.region.test. 300 TXT \"v=DMARC1; p=none\""
        );

        Assert.Equal(("chu.region.test", 1, "none"), (decided.At, decided.AtZone, decided.Record?.Policy));
    }

    [Fact]
    public async Task Several_records_at_a_name_count_as_none_there_and_are_told()
    {
        var decided = await DecidedAsync(
            "region.test",
            "_dmarc.region.test. 300 TXT \"v=DMARC1; p=none\"\n_dmarc.region.test. 300 TXT \"v=DMARC1; p=reject\""
        );

        Assert.Equal((null, 2), (decided.Record, decided.AtZone));
    }

    [Fact]
    public async Task Suffix_that_says_so_has_its_record_hold_only_where_the_organisation_has_none()
    {
        const string Suffix = "_dmarc.test. 300 TXT \"v=DMARC1; p=quarantine; psd=y\"\n";

        var with = await DecidedAsync("chu.region.test", Suffix + "_dmarc.region.test. 300 TXT \"v=DMARC1; p=reject\"");
        var without = await AskAsync("chu.region.test", Suffix);

        Assert.Equal("region.test", with.At);
        Assert.Contains("the one of test", Assert.IsType<DmarcAnswer.Unknown>(without).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "_dmarc.chu.region.test. 300 TXT \"v=DMARC1; p=reject; psd=n\"\n_dmarc.region.test. 300 TXT \"v=DMARC1; p=none\""
    )]
    [InlineData("_dmarc.chu.region.test. 300 TXT \"v=DMARC1; p=reject\"")]
    public async Task Two_methods_that_disagree_leave_it_open(string records)
    {
        var answer = await AskAsync("www.chu.region.test", records);

        Assert.Contains("chu.region.test", Assert.IsType<DmarcAnswer.Unknown>(answer).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_suffix_list_only_two_labels_are_sure()
    {
        var zones = new ZonesInMemory("");

        Assert.IsType<DmarcAnswer.Decided>(await new DmarcSearch(zones, null).AskAsync("region.test", Token));
        Assert.IsType<DmarcAnswer.Unknown>(await new DmarcSearch(zones, null).AskAsync("chu.region.test", Token));
    }

    [Theory]
    [InlineData("_dmarc.www.chu.region.test")]
    [InlineData("_dmarc.chu.region.test")]
    [InlineData("_dmarc.region.test")]
    public async Task Failure_at_any_step_leaves_it_open(string failing)
    {
        var zones = new ZonesInMemory("_dmarc.test. 300 TXT \"v=DMARC1; p=none; psd=y\"").Failing(failing);

        Assert.IsType<DmarcAnswer.Unknown>(await new DmarcSearch(zones, Suffixes()).AskAsync("www.chu.region.test", Token));
    }

    [Fact]
    public async Task Long_name_costs_eight_questions_and_jumps_to_seven_labels()
    {
        var zones = new ZonesInMemory("");
        await new DmarcSearch(zones, Suffixes()).AskAsync("l.k.j.i.h.g.f.e.d.c.b.test", Token);

        Assert.Equal(
            [
                "_dmarc.l.k.j.i.h.g.f.e.d.c.b.test TXT",
                "_dmarc.g.f.e.d.c.b.test TXT",
                "_dmarc.f.e.d.c.b.test TXT",
                "_dmarc.e.d.c.b.test TXT",
                "_dmarc.d.c.b.test TXT",
                "_dmarc.c.b.test TXT",
                "_dmarc.b.test TXT",
                "_dmarc.test TXT",
            ],
            zones.AskedResolver
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static PublicSuffixList Suffixes() => PublicSuffixList.Parse(["test"]);

    private static Task<DmarcAnswer> AskAsync(string zone, string records) =>
        new DmarcSearch(new ZonesInMemory(records), Suffixes()).AskAsync(zone, Token);

    private static async Task<DmarcAnswer.Decided> DecidedAsync(string zone, string records) =>
        Assert.IsType<DmarcAnswer.Decided>(await AskAsync(zone, records));
}
