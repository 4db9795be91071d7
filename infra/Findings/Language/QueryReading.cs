using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>What became of a text that somebody asks by.</summary>
public abstract record QueryReading
{
    private QueryReading() { }

    public sealed record Understood(QueryNode Query) : QueryReading;

    /// <summary>Nothing was asked.</summary>
    public sealed record Refused(QueryFault Fault) : QueryReading;
}

/// <summary>Why a query is refused, with the remedy.</summary>
/// <param name="At">Of the character, from 0; the text's length when something is missing at its end.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
public sealed record QueryFault(int At, LocalizedText Message);
