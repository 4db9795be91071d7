using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Rules.Scoring;

public sealed class PerimeterCoverageTests
{
    private const string Zone = "zone:ch-nord.example";
    private const string Web = "site:www.ch-nord.example@203.0.113.10";
    private const string Port = "tcp:203.0.113.10:443";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);
    private static readonly Perimeter Declared = Perimeters.Of("domain ch-nord.example", "range 203.0.113.0/28");

    private static readonly string[] Probes = ["dns", "service", "tls", "http"];
    private static readonly string[] Assets =
    [
        Zone,
        Web,
        Port,
        "name:www.ch-nord.example",
        "host:203.0.113.3",
        "udp:203.0.113.3:53",
    ];

    private static AskedProbe Answered(string asset, string probe, double daysAgo = 1) =>
        new(asset, probe, Now.AddDays(-daysAgo), Now.AddDays(-daysAgo), null);

    private static AskedProbe Unanswered(string asset, string probe, Silence why, double daysAgo = 1) =>
        new(asset, probe, Now.AddDays(-daysAgo), null, why);

    private static PerimeterCoverage Of(Perimeter perimeter, string[] seen, params AskedProbe[] asked) =>
        PerimeterCoverage.Of(perimeter, seen, asked, Now);

    private static GapReason? WhyNot(string asset, params AskedProbe[] asked) =>
        Of(Declared, [asset], asked).Gaps.FirstOrDefault(gap => gap.Assets.Contains(asset))?.Reason;

    [Fact]
    public void A_perimeter_that_answered_is_verified()
    {
        var coverage = Of(Declared, [Zone, Web, Port], Answered(Zone, "dns"), Answered(Web, "http"), Answered(Port, "service"));

        Assert.Equal((4, 4), (coverage.Assets, coverage.Verified));
        Assert.Empty(coverage.Gaps);
        Assert.False(coverage.IsPoor);
    }

    [Fact]
    public void A_discovery_that_finds_nothing_makes_the_whole_no_smaller()
    {
        var coverage = Of(Declared, []);

        Assert.Equal((2, 0, true), (coverage.Assets, coverage.Verified, coverage.IsPoor));
        Assert.Equal(GapReason.NotAsked, Assert.Single(coverage.Gaps).Reason);
    }

    [Fact]
    public void A_range_is_one_asset_and_a_single_address_is_one_too() =>
        Assert.Equal(3, Of(Perimeters.Of("range 203.0.113.0/24", "range 198.51.100.7", "domain ch-nord.example"), []).Assets);

    [Fact]
    public void A_single_address_is_verified_by_any_port_that_spoke()
    {
        var declared = Perimeters.Of("range 203.0.113.10");

        Assert.Equal(2, Of(declared, [Port], Answered(Port, "service")).Verified);
        Assert.Equal(
            GapReason.Silent,
            Assert.Single(Of(declared, [], Unanswered("host:203.0.113.10", "service", Silence.TimedOut)).Gaps).Reason
        );
    }

    [Fact]
    public void A_refusal_and_a_name_that_is_gone_are_answers()
    {
        var refused = new AskedProbe(Port, "service", Now.AddDays(-1), Now.AddDays(-1), Silence.Refused);

        Assert.Null(WhyNot(Port, refused));
        Assert.Null(WhyNot(Web, new AskedProbe(Web, "http", Now.AddDays(-1), Now.AddDays(-1), Silence.NameGone)));
    }

    [Theory]
    [InlineData(Silence.TimedOut, GapReason.Silent)]
    [InlineData(Silence.Unreachable, GapReason.Silent)]
    [InlineData(Silence.Reset, GapReason.BrokenOff)]
    [InlineData(Silence.ClosedEarly, GapReason.BrokenOff)]
    [InlineData(Silence.SpokeAnotherProtocol, GapReason.BrokenOff)]
    [InlineData(Silence.RateLimited, GapReason.RateLimited)]
    [InlineData(Silence.OurFault, GapReason.OurFault)]
    public void Silence_verifies_nothing_and_is_named(Silence silence, GapReason reason) =>
        Assert.Equal(reason, WhyNot(Web, Unanswered(Web, "http", silence)));

    [Fact]
    public void An_answer_of_this_week_verifies_whatever_was_silent_since() =>
        Assert.Null(WhyNot(Web, new AskedProbe(Web, "http", Now.AddHours(-3), Now.AddDays(-6), Silence.TimedOut)));

    [Fact]
    public void An_answer_of_the_week_before_does_not() =>
        Assert.Equal(
            GapReason.Silent,
            WhyNot(Web, new AskedProbe(Web, "http", Now.AddHours(-3), Now.AddDays(-7.1), Silence.TimedOut))
        );

    [Fact]
    public void Each_probe_that_is_due_must_have_answered()
    {
        var named = "tcp:203.0.113.10:443/www.ch-nord.example";

        Assert.Equal(GapReason.Silent, WhyNot(Port, Answered(Port, "service"), Unanswered(Port, "tls", Silence.TimedOut)));
        Assert.Equal(GapReason.NotAsked, WhyNot(named, Answered(named, "service")));
        Assert.Null(WhyNot(Port, Answered(Port, "service"), Answered(Port, "tls", daysAgo: 20)));
    }

    [Fact]
    public void What_we_asked_once_and_then_no_more_is_our_fault() =>
        Assert.Equal(GapReason.OurFault, WhyNot(Web, Answered(Web, "http", daysAgo: 9)));

    [Fact]
    public void Quiet_hours_stay_in_the_whole_and_are_named()
    {
        var quiet = Perimeters.Of("domain ch-nord.example", "quiet mon-fri 08:00-18:30");

        var coverage = Of(quiet, [Web], Answered(Zone, "dns"), Unanswered(Web, "http", Silence.NotAllowed));

        Assert.Equal((2, 1, GapReason.QuietHours), (coverage.Assets, coverage.Verified, Assert.Single(coverage.Gaps).Reason));
    }

    [Fact]
    public void Quiet_hours_that_leave_no_time_are_no_fault_of_ours()
    {
        var always = Perimeters.Of("domain ch-nord.example", "quiet mon-sun 00:00-24:00");

        Assert.Equal(GapReason.QuietHours, Assert.Single(Of(always, [], Answered(Zone, "dns", daysAgo: 10)).Gaps).Reason);
    }

    [Fact]
    public void Exclusions_stay_in_the_whole_and_are_named()
    {
        var declared = Perimeters.Of(
            "domain ch-nord.example",
            "range 203.0.113.0/28",
            "exclude 203.0.113.12",
            "exclude bloc.ch-nord.example",
            "exclude 198.51.100.9"
        );

        var coverage = Of(declared, ["tcp:203.0.113.12:443", Port], Answered(Zone, "dns"), Answered(Port, "service"));

        Assert.Equal((6, 3), (coverage.Assets, coverage.Verified));
        var gap = Assert.Single(coverage.Gaps);
        Assert.Equal(GapReason.Excluded, gap.Reason);
        Assert.Equal(["host:203.0.113.12", "name:bloc.ch-nord.example", "tcp:203.0.113.12:443"], gap.Assets);
    }

    [Fact]
    public void Without_a_mandate_that_is_what_is_said()
    {
        var ended = Declared with { Mandates = [] };

        Assert.Equal(GapReason.NoMandate, Assert.Single(Of(ended, [Web], Answered(Web, "http", daysAgo: 9)).Gaps).Reason);
    }

    [Fact]
    public void What_was_seen_outside_the_perimeter_is_said_to_be_there() =>
        Assert.Equal(
            GapReason.OutOfPerimeter,
            WhyNot("tcp:198.51.100.9:443", Answered("tcp:198.51.100.9:443", "service", daysAgo: 12))
        );

    [Theory]
    [InlineData(38, 35, 92)]
    [InlineData(1000, 999, 99)]
    [InlineData(1000, 1, 1)]
    [InlineData(3, 3, 100)]
    [InlineData(3, 0, 0)]
    [InlineData(0, 0, 0)]
    public void A_hundred_percent_means_all(int assets, int verified, int percent) =>
        Assert.Equal(percent, PerimeterCoverage.PercentOf(assets, verified));

    [Theory]
    [InlineData(10, 8, false)]
    [InlineData(1000, 799, true)]
    [InlineData(0, 0, true)]
    public void Under_eighty_percent_is_poor(int assets, int verified, bool poor) =>
        Assert.Equal(poor, PerimeterCoverage.IsPoorOf(assets, verified));

    [Fact]
    public void Whatever_was_asked_the_gaps_are_what_is_missing_and_more_answers_never_verify_less() =>
        Gen.Select(
                Gen.Int[0, Assets.Length - 1].Select(index => Assets[index]),
                Gen.Int[0, Probes.Length - 1].Select(index => Probes[index]),
                Gen.Int[0, 40],
                Gen.Enum<Silence>()
            )
            .Array[0, 12]
            .Sample(rows =>
            {
                var asked = rows.DistinctBy(row => (row.Item1, row.Item2))
                    .Select(row => Unanswered(row.Item1, row.Item2, row.Item4, row.Item3))
                    .ToArray();
                var seen = rows.Select(row => row.Item1).ToArray();
                var coverage = Of(Declared, seen, asked);
                var better = Of(Declared, seen, [.. asked.Select(row => row with { LastConclusive = Now, LastAsked = Now })]);
                return coverage.Assets == 2 + seen.Except([Zone]).Distinct().Count()
                    && coverage.Verified + coverage.Gaps.Sum(gap => gap.Assets.Count) == coverage.Assets
                    && better.Verified >= coverage.Verified;
            });
}
