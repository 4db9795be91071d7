namespace CyberWatch.Rules.Lifecycle;

/// <summary>What a person can say about an alert.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>Somebody works on it.</summary>
    public sealed record Acknowledge : Decision;

    /// <summary>It may stay until a day. The facts are those that the person had before him.</summary>
    public sealed record Accept(string? Reason, DateOnly? Until, string Facts) : Decision;

    /// <summary>The rule misread what it saw.</summary>
    public sealed record FalsePositive(string? Reason) : Decision;

    /// <summary>The last decision stands no more.</summary>
    public sealed record TakeBack : Decision;
}

/// <summary>What became of a decision.</summary>
public abstract record DecisionStep
{
    private DecisionStep() { }

    public sealed record Taken(StandingChange Change) : DecisionStep;

    public sealed record Refused(DecisionFault Fault) : DecisionStep;
}

/// <summary>Why a decision cannot be taken.</summary>
public enum DecisionFault
{
    /// <summary>The alert is in a state in which it means nothing, perhaps since a moment ago.</summary>
    NotInThisState,
    ReasonMissing,
    ReasonTooLong,
    DayMissing,
    DayPast,
    DayTooFar,

    /// <summary>What was accepted is not what is known now.</summary>
    OtherFacts,
}
