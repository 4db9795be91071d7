using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

public class AlertLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly LifeTerms AtOnce = new(SecondLook: false, TimeSpan.FromMinutes(10));
    private static readonly LifeTerms TwoLooks = AtOnce with { SecondLook = true };

    [Fact]
    public void A_match_opens()
    {
        var step = AlertLife.Next(null, Proof.Match, Start, AtOnce);

        Assert.Equal((AlertState.Open, Effect.Opened, "match"), (step.Standing!.State, step.Effect, step.Why));
        Assert.True(step.IsNew);
    }

    [Theory]
    [InlineData(Proof.Clean)]
    [InlineData(Proof.Refused)]
    [InlineData(Proof.NameGone)]
    [InlineData(Proof.Inconclusive)]
    [InlineData(Proof.NotAsked)]
    public void Nothing_but_a_match_begins_an_alert(Proof proof) =>
        Assert.Null(AlertLife.Next(null, proof, Start, AtOnce).Standing);

    [Fact]
    public void A_rule_of_two_looks_opens_at_the_second_match_far_enough_from_the_first()
    {
        var suspected = Walk(TwoLooks, (Proof.Match, 0), (Proof.Match, 9));
        var open = Walk(TwoLooks, (Proof.Match, 0), (Proof.Match, 9), (Proof.Match, 10));

        Assert.Equal(AlertState.Suspected, suspected!.State);
        Assert.Equal((AlertState.Open, Start.AddMinutes(10)), (open!.State, open.OpenedAt));
    }

    [Theory]
    [InlineData(Proof.Clean, Proof.Clean)]
    [InlineData(Proof.Refused, Proof.Refused)]
    [InlineData(Proof.NameGone, Proof.NameGone)]
    [InlineData(Proof.Refused, Proof.Clean)]
    public void Two_proofs_of_absence_far_enough_apart_resolve(Proof first, Proof second)
    {
        var soon = Walk(AtOnce, (Proof.Match, 0), (first, 5), (second, 14));
        var apart = Walk(AtOnce, (Proof.Match, 0), (first, 5), (second, 15));

        Assert.Equal((AlertState.Open, Start.AddMinutes(5)), (soon!.State, soon.FirstProofAt));
        Assert.Equal((AlertState.Resolved, Start.AddMinutes(15)), (apart!.State, apart.ResolvedAt));
    }

    [Fact]
    public void A_match_between_two_proofs_makes_the_second_a_first_one()
    {
        var alert = Walk(AtOnce, (Proof.Match, 0), (Proof.Clean, 10), (Proof.Match, 20), (Proof.Clean, 30));

        Assert.Equal((AlertState.Open, Start.AddMinutes(30)), (alert!.State, alert.FirstProofAt));
    }

    [Fact]
    public void A_suspicion_with_two_proofs_is_resolved_without_having_been_open()
    {
        var alert = Walk(TwoLooks, (Proof.Match, 0), (Proof.Clean, 10), (Proof.Clean, 20));

        Assert.Equal((AlertState.Resolved, (DateTimeOffset?)null), (alert!.State, alert.OpenedAt));
    }

    [Theory]
    [InlineData(AlertState.Acknowledged)]
    [InlineData(AlertState.Accepted)]
    public void What_a_person_decided_stands_through_matches_and_ends_with_two_proofs(AlertState decided)
    {
        var alert = Walk(AtOnce, (Proof.Match, 0))! with { State = decided };

        var matched = AlertLife.Next(alert, Proof.Match, Start.AddDays(1), AtOnce).Standing!;
        var first = AlertLife.Next(matched, Proof.Clean, Start.AddDays(2), AtOnce).Standing!;
        var second = AlertLife.Next(first, Proof.Clean, Start.AddDays(3), AtOnce).Standing!;

        Assert.Equal([decided, decided, AlertState.Resolved], [matched.State, first.State, second.State]);
    }

    [Fact]
    public void What_was_called_a_misreading_stays_one_whatever_is_seen()
    {
        var misread = Walk(AtOnce, (Proof.Match, 0))! with { State = AlertState.FalsePositive };

        var matched = AlertLife.Next(misread, Proof.Match, Start.AddDays(1), AtOnce).Standing!;
        var first = AlertLife.Next(matched, Proof.Clean, Start.AddDays(2), AtOnce).Standing!;
        var second = AlertLife.Next(first, Proof.Clean, Start.AddDays(3), AtOnce).Standing!;

        Assert.Equal(misread with { LastSeen = Start.AddDays(1), LastAsked = Start.AddDays(1) }, matched);
        Assert.Equal(matched with { LastAsked = Start.AddDays(3) }, second);
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public void What_comes_back_within_90_days_is_the_same_alert(int days, bool isNew)
    {
        var resolved = Walk(AtOnce, (Proof.Match, 0), (Proof.Clean, 10), (Proof.Clean, 20));

        var step = AlertLife.Next(resolved, Proof.Match, resolved!.ResolvedAt!.Value.AddDays(days), AtOnce);

        Assert.Equal((AlertState.Open, isNew), (step.Standing!.State, step.IsNew));
        Assert.Equal(isNew ? "match" : "reopened", step.Why);
        Assert.Equal(isNew, step.Standing.FirstSeen > Start);
    }

    [Fact]
    public void A_rule_of_two_looks_looks_twice_before_it_reopens()
    {
        var back = Walk(TwoLooks, (Proof.Match, 0), (Proof.Match, 10), (Proof.Clean, 20), (Proof.Clean, 30), (Proof.Match, 40));
        var again = AlertLife.Next(back, Proof.Match, Start.AddMinutes(50), TwoLooks).Standing;

        Assert.Equal((AlertState.Suspected, AlertState.Open), (back!.State, again!.State));
        Assert.Equal((0, 1), (back.Reopened, again.Reopened));
    }

    [Fact]
    public void Each_return_of_what_was_resolved_is_counted()
    {
        var once = Walk(AtOnce, (Proof.Match, 0), (Proof.Clean, 10), (Proof.Clean, 20), (Proof.Match, 30));
        var twice = Walk(
            AtOnce,
            [
                (Proof.Match, 0),
                (Proof.Clean, 10),
                (Proof.Clean, 20),
                (Proof.Match, 30),
                (Proof.Clean, 40),
                (Proof.Clean, 50),
                (Proof.Match, 60),
            ]
        );

        Assert.Equal((1, 2), (once!.Reopened, twice!.Reopened));
    }

    [Fact]
    public void What_is_not_known_moves_only_the_time_of_asking_and_what_was_not_asked_not_even_that()
    {
        var alert = Walk(AtOnce, (Proof.Match, 0), (Proof.Clean, 5));

        var silent = AlertLife.Next(alert, Proof.Inconclusive, Start.AddMinutes(60), AtOnce).Standing;
        var unasked = AlertLife.Next(alert, Proof.NotAsked, Start.AddMinutes(60), AtOnce).Standing;

        Assert.Equal(alert! with { LastAsked = Start.AddMinutes(60) }, silent);
        Assert.Equal(alert, unasked);
    }

    [Theory]
    [InlineData(Verdict.Match, null, Proof.Match)]
    [InlineData(Verdict.Clean, null, Proof.Clean)]
    [InlineData(Verdict.Inconclusive, null, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.Refused, Proof.Refused)]
    [InlineData(Verdict.Inconclusive, Silence.NameGone, Proof.NameGone)]
    [InlineData(Verdict.Inconclusive, Silence.Unreachable, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.Reset, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.TimedOut, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.ClosedEarly, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.SpokeAnotherProtocol, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.RateLimited, Proof.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Silence.NotAllowed, Proof.NotAsked)]
    [InlineData(Verdict.Inconclusive, Silence.OurFault, Proof.NotAsked)]
    public void Only_what_the_other_side_said_is_a_proof(Verdict verdict, Silence? silence, Proof proof)
    {
        ProbeAnswer answer = silence is { } why
            ? new ProbeAnswer.NoAnswer(why, "")
            : new ProbeAnswer.Facts(new Dictionary<string, object?>());

        Assert.Equal(proof, Proofs.Of(verdict, answer));
    }

    [Theory]
    [InlineData(new[] { Proof.Clean, Proof.Match, Proof.Inconclusive }, Proof.Match)]
    [InlineData(new[] { Proof.Clean, Proof.NameGone }, Proof.Clean)]
    [InlineData(new[] { Proof.Refused, Proof.NameGone }, Proof.Refused)]
    [InlineData(new[] { Proof.Clean, Proof.Inconclusive }, Proof.Inconclusive)]
    [InlineData(new[] { Proof.Clean, Proof.NotAsked }, Proof.Inconclusive)]
    [InlineData(new[] { Proof.NotAsked, Proof.NotAsked }, Proof.NotAsked)]
    [InlineData(new Proof[0], Proof.NotAsked)]
    public void Twins_are_gone_only_when_every_one_of_them_is(Proof[] members, Proof together) =>
        Assert.Equal(together, Proofs.Together(members));

    private static AlertStanding? Walk(LifeTerms terms, params (Proof Proof, int Minute)[] steps) =>
        steps.Aggregate(
            (AlertStanding?)null,
            (alert, step) => AlertLife.Next(alert, step.Proof, Start.AddMinutes(step.Minute), terms).Standing
        );
}
