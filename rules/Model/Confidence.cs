namespace CyberWatch.Rules.Model;

/// <summary>How a rule knows what it claims.</summary>
public enum Confidence
{
    /// <summary>The answer itself shows it.</summary>
    Confirmed,

    /// <summary>Only the version that the product states; a patch may have been applied without changing it.</summary>
    Version,
}
