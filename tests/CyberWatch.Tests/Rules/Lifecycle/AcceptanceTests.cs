using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

public class AcceptanceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Start.AddDays(9);
    private static readonly DateOnly Last = new(2027, 1, 31);
    private static readonly Exploitation Kev = new("CISA KEV", new(2026, 12, 1));

    private static readonly AlertStanding Accepted = new(AlertState.Accepted, Start)
    {
        OpenedAt = Start,
        Acceptance = new(Last, """{"version":"1.2","days_left":20,"weak":["a","b"]}"""),
    };

    public static TheoryData<AlertState> EachState() => [.. Enum.GetValues<AlertState>()];

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Acceptance_holds_through_its_last_day(int days, bool open)
    {
        var change = Acceptances.Expire(Accepted, Last.AddDays(days));

        Assert.Equal(open ? (AlertState.Open, "acceptance-expired") : default((AlertState, string)?), Seen(change));
    }

    [Fact]
    public void Acceptance_that_ran_out_buys_no_time() =>
        Assert.Equal(Start, Acceptances.Expire(Accepted, Last.AddDays(1))!.Standing.OpenedAt);

    [Theory]
    [InlineData("""{"version":"1.3","days_left":20,"weak":["a","b"]}""", "version")]
    [InlineData("""{"version":null,"days_left":20,"weak":["a","b"]}""", "version")]
    [InlineData("""{"version":"1.2","days_left":20,"weak":["a","c"]}""", "weak")]
    [InlineData("""{"version":"1.2","days_left":19,"weak":["b","a"]}""", null)]
    [InlineData("""{"version":"1.2","asked_name":"www.example"}""", null)]
    [InlineData("""{}""", null)]
    public void Acceptance_is_void_when_what_was_accepted_is_otherwise_now(string facts, string? fact)
    {
        var change = Acceptances.Compare(Accepted, facts, Later);

        Assert.Equal(fact, change?.Detail);
        if (change is not null)
        {
            Assert.Equal((AlertState.Open, "facts-changed"), Seen(change));
            Assert.Equal((null, Later), (change.Standing.Acceptance, change.Standing.OpenedAt));
        }
    }

    [Fact]
    public void Acceptance_is_void_when_a_catalogue_lists_it_and_says_which()
    {
        var change = Acceptances.Learn(Accepted, Kev, Later)!;

        Assert.Equal((AlertState.Open, "exploited"), Seen(change));
        Assert.Equal("CISA KEV, 2026-12-01", change.Detail);
        Assert.Equal((null, Kev, Later), (change.Standing.Acceptance, change.Standing.Exploited, change.Standing.OpenedAt));
    }

    [Fact]
    public void Acceptance_of_what_was_known_to_be_exploited_stands()
    {
        var known = Accepted with { Exploited = Kev };

        Assert.Null(Acceptances.Learn(known, Kev, Later));
        Assert.Equal(AlertState.Accepted, Acceptances.Learn(known, Kev with { Since = Last }, Later)!.Standing.State);
        Assert.Equal(AlertState.Accepted, Acceptances.Learn(known, null, Later)!.Standing.State);
    }

    [Theory]
    [MemberData(nameof(EachState))]
    public void Catalogue_voids_acceptances_and_moves_no_other_state(AlertState state)
    {
        var alert = Accepted with { State = state, Acceptance = state == AlertState.Accepted ? Accepted.Acceptance : null };

        var listed = Acceptances.Learn(alert, Kev, Later);
        var withdrawn = Acceptances.Learn(alert with { Exploited = Kev }, null, Later);

        if (state == AlertState.Resolved)
        {
            Assert.Equal((null, null), (listed, withdrawn));
        }
        else
        {
            Assert.Equal(state == AlertState.Accepted ? AlertState.Open : state, listed!.Standing.State);
            Assert.Equal(
                (state, "exploited-withdrawn", null),
                (withdrawn!.Standing.State, withdrawn.Why, withdrawn.Standing.Exploited)
            );
        }
    }

    [Theory]
    [MemberData(nameof(EachState))]
    public void Clock_and_facts_end_acceptances_and_nothing_else(AlertState state)
    {
        var alert = Accepted with { State = state };
        var ends = state == AlertState.Accepted;

        Assert.Equal(ends, Acceptances.Expire(alert, Last.AddYears(1)) is not null);
        Assert.Equal(ends, Acceptances.Compare(alert, """{"version":"2"}""", Later) is not null);
    }

    private static (AlertState, string)? Seen(StandingChange? change) =>
        change is null ? null : (change.Standing.State, change.Why);
}
