namespace CyberWatch.Rules.Scoring;

/// <summary>A letter for a score: A from 90, B from 75, C from 60, D from 40, E below.</summary>
public enum Grade
{
    A,
    B,
    C,
    D,
    E,
}
