using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

public class DecisionTests
{
    private const string Facts = """{"version":"1.2"}""";
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly Decision Acknowledge = new Decision.Acknowledge();
    private static readonly Decision Accept = new Decision.Accept("a reason", Today.AddDays(30), Facts);
    private static readonly Decision FalsePositive = new Decision.FalsePositive("a decoy of ours");
    private static readonly Decision TakeBack = new Decision.TakeBack();

    /// <summary>Every state with every decision; what is not here is refused.</summary>
    private static readonly Dictionary<(AlertState, Decision), (AlertState, string)> Table = new()
    {
        [(AlertState.Suspected, FalsePositive)] = (AlertState.FalsePositive, "false-positive"),
        [(AlertState.Open, Acknowledge)] = (AlertState.Acknowledged, "acknowledged"),
        [(AlertState.Open, Accept)] = (AlertState.Accepted, "accepted"),
        [(AlertState.Open, FalsePositive)] = (AlertState.FalsePositive, "false-positive"),
        [(AlertState.Acknowledged, Accept)] = (AlertState.Accepted, "accepted"),
        [(AlertState.Acknowledged, FalsePositive)] = (AlertState.FalsePositive, "false-positive"),
        [(AlertState.Acknowledged, TakeBack)] = (AlertState.Open, "taken-back"),
        [(AlertState.Accepted, TakeBack)] = (AlertState.Open, "taken-back"),
        [(AlertState.FalsePositive, TakeBack)] = (AlertState.Open, "taken-back"),
    };

    public static TheoryData<AlertState, int> EachStateAndDecision() =>
        [.. Enum.GetValues<AlertState>().SelectMany(state => Enumerable.Range(0, 4).Select(which => (state, which)))];

    [Theory]
    [MemberData(nameof(EachStateAndDecision))]
    public void Decision_means_something_in_its_states_only(AlertState state, int which)
    {
        var decision = new[] { Acknowledge, Accept, FalsePositive, TakeBack }[which];

        var step = Decisions.Take(In(state), decision, Facts, Today);

        if (Table.TryGetValue((state, decision), out var expected))
        {
            var change = Assert.IsType<DecisionStep.Taken>(step).Change;
            Assert.Equal(expected, (change.Standing.State, change.Why));
        }
        else
        {
            Assert.Equal(DecisionFault.NotInThisState, Assert.IsType<DecisionStep.Refused>(step).Fault);
        }
    }

    [Theory]
    [InlineData(-1, DecisionFault.DayPast)]
    [InlineData(0, null)]
    [InlineData(180, null)]
    [InlineData(181, DecisionFault.DayTooFar)]
    public void Acceptance_ends_within_180_days(int days, DecisionFault? fault) =>
        Assert.Equal(fault, FaultOf(new Decision.Accept("a reason", Today.AddDays(days), Facts)));

    [Theory]
    [InlineData(null, DecisionFault.ReasonMissing)]
    [InlineData(" \n ", DecisionFault.ReasonMissing)]
    [InlineData("x", null)]
    public void Reason_is_asked_for(string? reason, DecisionFault? fault)
    {
        Assert.Equal(fault, FaultOf(new Decision.Accept(reason, Today, Facts)));
        Assert.Equal(fault, FaultOf(new Decision.FalsePositive(reason)));
    }

    [Fact]
    public void Reason_has_an_end()
    {
        Assert.Null(FaultOf(new Decision.FalsePositive(new string('x', 1000))));
        Assert.Equal(DecisionFault.ReasonTooLong, FaultOf(new Decision.FalsePositive(new string('x', 1001))));
    }

    [Fact]
    public void Acceptance_needs_a_last_day() =>
        Assert.Equal(DecisionFault.DayMissing, FaultOf(new Decision.Accept("a reason", null, Facts)));

    [Theory]
    [InlineData("""{"version":"1.1"}""", DecisionFault.OtherFacts)]
    [InlineData("no JSON", DecisionFault.OtherFacts)]
    [InlineData("[]", DecisionFault.OtherFacts)]
    [InlineData("null", DecisionFault.OtherFacts)]
    [InlineData("""{"version":"1.2"}""", null)]
    public void Only_what_the_person_saw_can_be_accepted(string seen, DecisionFault? fault) =>
        Assert.Equal(fault, FaultOf(new Decision.Accept("a reason", Today, seen)));

    [Fact]
    public void What_is_accepted_is_what_is_known()
    {
        var step = Assert.IsType<DecisionStep.Taken>(Decisions.Take(In(AlertState.Open), Accept, Facts, Today));

        Assert.Equal(new Acceptance(Today.AddDays(30), Facts), step.Change.Standing.Acceptance);
    }

    [Fact]
    public void Suspicion_that_was_called_a_misreading_is_a_suspicion_again()
    {
        var suspected = In(AlertState.Suspected) with { SuspectedAt = Start, OpenedAt = null };
        var misread = ((DecisionStep.Taken)Decisions.Take(suspected, FalsePositive, Facts, Today)).Change.Standing;

        var back = Assert.IsType<DecisionStep.Taken>(Decisions.Take(misread, TakeBack, Facts, Today)).Change.Standing;

        Assert.Equal(suspected, back);
    }

    [Fact]
    public void Misreading_waits_for_no_second_proof()
    {
        var half = In(AlertState.Open) with { FirstProofAt = Start, FirstProof = Proof.Clean };

        var misread = ((DecisionStep.Taken)Decisions.Take(half, FalsePositive, Facts, Today)).Change.Standing;

        Assert.False(misread.WaitsForSecondLook);
    }

    private static DecisionFault? FaultOf(Decision decision) =>
        (Decisions.Take(In(AlertState.Open), decision, Facts, Today) as DecisionStep.Refused)?.Fault;

    private static AlertStanding In(AlertState state) => new(state, Start) { OpenedAt = Start };
}
