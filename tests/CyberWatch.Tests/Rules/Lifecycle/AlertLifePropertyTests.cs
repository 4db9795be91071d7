using CsCheck;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

/// <summary>What holds for every sequence of proofs, whatever its length, order and spans.</summary>
public class AlertLifePropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static readonly Gen<LifeTerms> Terms = Gen.Select(
        Gen.Bool,
        Gen.Int[1, 30],
        (twice, minutes) => new LifeTerms(twice, TimeSpan.FromMinutes(minutes))
    );

    private static readonly Gen<(Proof Proof, int Minute)> Step = Gen.Select(
        Gen.Enum<Proof>(),
        Gen.Frequency((9, Gen.Int[0, 200]), (1, Gen.Int[0, 300_000])),
        (proof, minute) => (proof, minute)
    );

    private static readonly Gen<(Proof Proof, int Minute)[]> AnyOrder = Step.Array[0, 14];

    private static readonly Gen<(Proof Proof, int Minute)[]> InOrder = AnyOrder.Select(steps =>
        steps.OrderBy(step => step.Minute).ToArray()
    );

    [Fact]
    public void What_is_not_known_never_changes_the_outcome_wherever_it_stands() =>
        Gen.Select(Terms, AnyOrder)
            .Sample(
                (terms, steps) =>
                {
                    var known = steps.Where(step => step.Proof is not (Proof.Inconclusive or Proof.NotAsked));

                    Assert.Equal(Outcome(Walk(terms, known, 0)), Outcome(Walk(terms, steps, 0)));
                }
            );

    [Fact]
    public void What_was_not_asked_leaves_no_trace() =>
        Gen.Select(Terms, AnyOrder)
            .Sample(
                (terms, steps) =>
                    Assert.Equal(
                        Walk(terms, steps.Where(step => step.Proof != Proof.NotAsked), 0).LastOrDefault()?.Standing,
                        Walk(terms, steps, 0).LastOrDefault()?.Standing
                    )
            );

    [Fact]
    public void It_is_the_spans_that_count_never_the_hour() =>
        Gen.Select(Terms, AnyOrder, Gen.Int[-1_000_000, 1_000_000])
            .Sample(
                (terms, steps, shift) =>
                    Assert.Equal(
                        Walk(terms, steps, 0).Select(step => (step.Standing?.State, step.Effect, step.IsNew)),
                        Walk(terms, steps, shift).Select(step => (step.Standing?.State, step.Effect, step.IsNew))
                    )
            );

    [Fact]
    public void Nothing_is_resolved_without_two_proofs_apart_and_no_match_after_the_first() =>
        Gen.Select(Terms, AnyOrder)
            .Sample(
                (terms, steps) =>
                {
                    var walk = Walk(terms, steps, 0);
                    foreach (
                        var (step, index) in walk.Select((step, index) => (step, index))
                            .Where(at => at.step.Effect == Effect.Resolved)
                    )
                    {
                        var matches = steps[..index].Where(done => done.Proof == Proof.Match).Select(done => done.Minute);
                        var since = matches.DefaultIfEmpty(-1).Where((_, at) => at >= 0).ToList();
                        var proofs = steps[..(index + 1)]
                            .Where(done => done.Proof.IsAbsence())
                            .Select(done => done.Minute)
                            .ToList();
                        var standing = step.Standing!;
                        var after = proofs.Where(minute => Start.AddMinutes(minute) > standing.LastSeen).ToList();

                        Assert.NotEmpty(since);
                        Assert.True(after.Count >= 2, "two proofs after the last match");
                        Assert.True(after.Max() - after.Min() >= terms.Apart.TotalMinutes, "far enough apart");
                    }
                }
            );

    [Fact]
    public void Two_proofs_apart_after_the_last_match_always_resolve_when_they_come_in_order() =>
        Gen.Select(Terms, InOrder)
            .Where((_, steps) => steps.Any(step => step.Proof == Proof.Match))
            .Sample(
                (terms, steps) =>
                {
                    var last = steps.Max(step => step.Minute) + 1;
                    var first = last + (int)terms.Apart.TotalMinutes;
                    var walk = Walk(
                        terms,
                        [.. steps, (Proof.Refused, last), (Proof.Inconclusive, last), (Proof.Clean, first)],
                        0
                    );

                    Assert.Equal(AlertState.Resolved, walk[^1].Standing!.State);
                }
            );

    [Fact]
    public void A_rule_of_two_looks_is_never_open_without_two_matches_apart() =>
        Gen.Select(Terms, AnyOrder)
            .Where((terms, _) => terms.SecondLook)
            .Sample(
                (terms, steps) =>
                {
                    if (!Walk(terms, steps, 0).Any(step => step.Standing?.State == AlertState.Open))
                        return;
                    var matches = steps.Where(step => step.Proof == Proof.Match).Select(step => step.Minute).ToList();

                    Assert.True(matches.Max() - matches.Min() >= terms.Apart.TotalMinutes);
                }
            );

    private static List<LifeStep> Walk(LifeTerms terms, IEnumerable<(Proof Proof, int Minute)> steps, int shift)
    {
        var walk = new List<LifeStep>();
        foreach (var (proof, minute) in steps)
            walk.Add(AlertLife.Next(walk.LastOrDefault()?.Standing, proof, Start.AddMinutes(minute).AddMinutes(shift), terms));
        return walk;
    }

    private static AlertStanding? Outcome(List<LifeStep> walk) =>
        walk.LastOrDefault()?.Standing is { } standing ? standing with { LastAsked = default } : null;
}
