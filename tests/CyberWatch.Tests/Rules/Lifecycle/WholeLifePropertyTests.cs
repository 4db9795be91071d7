using CsCheck;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

/// <summary>What holds whatever scans, people, the clock and catalogues do to an alert, in whatever order.</summary>
public class WholeLifePropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly LifeTerms AtOnce = new(SecondLook: false, TimeSpan.FromMinutes(10));
    private static readonly Exploitation Kev = new("CISA KEV", new(2026, 11, 1));

    /// <summary>One thing that happens, some minutes after the one before.</summary>
    private abstract record Happening
    {
        public sealed record Seen(Proof Proof, int Facts) : Happening;

        public sealed record Said(int Which, int Days) : Happening;

        public sealed record Listed(bool IsListed) : Happening;

        public sealed record Midnight : Happening;
    }

    private static readonly Gen<(Happening What, int Minutes)[]> Lives = Gen.Select(
        Gen.OneOf(
            Gen.Select(Gen.Enum<Proof>(), Gen.Int[0, 2], Happening (proof, facts) => new Happening.Seen(proof, facts)),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 180], Happening (which, days) => new Happening.Said(which, days)),
            Gen.Bool.Select(Happening (listed) => new Happening.Listed(listed)),
            Gen.Const<Happening>(new Happening.Midnight())
        ),
        Gen.Frequency((5, Gen.Int[0, 60]), (1, Gen.Int[0, 200_000])),
        (what, minutes) => (what, minutes)
    ).Array[1, 40];

    [Fact]
    public void Whatever_happens_the_standing_makes_sense() =>
        Gen.Select(Gen.Bool, Lives)
            .Sample(
                (twice, life) =>
                {
                    foreach (var (before, _, after, _) in Walk(life, twice))
                    {
                        Assert.Equal(after.State == AlertState.Accepted, after.Acceptance is not null);
                        Assert.Equal(after.State == AlertState.Resolved, after.ResolvedAt is not null);
                        Assert.True(after.State != AlertState.Suspected || after.SuspectedAt is not null);
                        Assert.True(
                            after.State is not (AlertState.Open or AlertState.Acknowledged) || after.OpenedAt is not null
                        );
                        Assert.True(after.State != AlertState.FalsePositive || after.FirstProofAt is null);
                        Assert.True(before is null || after.FirstSeen > before.FirstSeen || after.Reopened >= before.Reopened);
                    }
                }
            );

    [Fact]
    public void Only_people_acknowledge_accept_and_call_misreadings() =>
        Gen.Select(Gen.Bool, Lives)
            .Sample(
                (twice, life) =>
                {
                    var changes = Walk(life, twice).Where(step => step.Before?.State != step.After.State);
                    foreach (var (before, what, after, _) in changes)
                    {
                        if (after.State is AlertState.Acknowledged or AlertState.Accepted or AlertState.FalsePositive)
                            Assert.IsType<Happening.Said>(what);
                        if (before?.State is AlertState.FalsePositive)
                            Assert.IsType<Happening.Said>(what);
                        if (after.State == AlertState.Resolved)
                            Assert.True(what is Happening.Seen { Proof: Proof.Clean or Proof.Refused or Proof.NameGone });
                    }
                }
            );

    [Fact]
    public void What_is_accepted_is_not_over_its_day_nor_new_in_a_catalogue_nor_of_other_facts() =>
        Lives.Sample(life =>
        {
            foreach (var (before, what, after, day) in Walk(life, twice: false))
            {
                var stays = before?.State == AlertState.Accepted && after.State == AlertState.Accepted;
                Assert.False(stays && what is Happening.Midnight && after.Acceptance!.Until < day);
                Assert.False(stays && what is Happening.Listed && before!.Exploited is null && after.Exploited is not null);
                Assert.False(
                    stays && what is Happening.Seen { Proof: Proof.Match } seen && after.Acceptance!.Facts != Facts(seen.Facts)
                );
            }
        });

    private static IEnumerable<(AlertStanding? Before, Happening What, AlertStanding After, DateOnly Day)> Walk(
        (Happening What, int Minutes)[] life,
        bool twice
    )
    {
        AlertStanding? standing = null;
        var (now, facts) = (Start, Facts(0));
        foreach (var (what, minutes) in life)
        {
            now = now.AddMinutes(minutes);
            var before = standing;
            standing = Step(standing, what, now, ref facts, twice ? AtOnce with { SecondLook = true } : AtOnce);
            if (standing is not null)
                yield return (before, what, standing, DayOf(now));
        }
    }

    private static AlertStanding? Step(
        AlertStanding? alert,
        Happening what,
        DateTimeOffset now,
        ref string facts,
        LifeTerms terms
    )
    {
        if (what is Happening.Seen seen)
        {
            var after = AlertLife.Next(alert, seen.Proof, now, terms).Standing;
            if (seen.Proof != Proof.Match || after is null)
                return after;
            facts = Facts(seen.Facts);
            return Acceptances.Compare(after, facts, now)?.Standing ?? after;
        }
        if (alert is null)
            return null;
        var today = DayOf(now);
        return what switch
        {
            Happening.Said said => (Decisions.Take(alert, Decided(said, facts, today), facts, today) as DecisionStep.Taken)
                ?.Change
                .Standing
                ?? alert,
            Happening.Listed listed => Acceptances.Learn(alert, listed.IsListed ? Kev : null, now)?.Standing ?? alert,
            _ => Acceptances.Expire(alert, today)?.Standing ?? alert,
        };
    }

    private static Decision Decided(Happening.Said said, string facts, DateOnly today) =>
        said.Which switch
        {
            0 => new Decision.Acknowledge(),
            1 => new Decision.Accept("a reason", today.AddDays(said.Days), facts),
            2 => new Decision.FalsePositive("a reason"),
            _ => new Decision.TakeBack(),
        };

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static string Facts(int version) => $$"""{"version":{{version}}}""";
}
