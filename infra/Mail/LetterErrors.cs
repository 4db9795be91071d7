using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail;

/// <summary>First words of <see cref="Letter.Error"/>, which pages translate.</summary>
public static class LetterErrors
{
    private const int Longest = 500;

    /// <summary>Its reader does not want it any more.</summary>
    public const string Refused = "refused";

    /// <summary>Its reader is no contact any more.</summary>
    public const string Removed = "removed";

    /// <summary>Its week is over.</summary>
    public const string Expired = "expired";

    /// <summary>What it warned of is closed by now.</summary>
    public const string Closed = "closed";

    /// <summary>It may have been sent after the backup was made.</summary>
    public const string Restored = "restored";

    /// <summary>A field of it cannot stand in a header.</summary>
    public const string Unbuildable = "unbuildable";

    /// <summary>The relay took it, or not: its answer never came.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The relay does not want it now.</summary>
    public const string PutOff = "put-off";

    /// <summary>The relay does not want it at all.</summary>
    public const string Rejected = "rejected";

    /// <summary>Nobody answers where the relay should be.</summary>
    public const string Unreachable = "relay-unreachable";

    /// <summary>The relay's certificate, or our sign-in, or our sender is refused.</summary>
    public const string Misconfigured = "relay-misconfigured";

    internal static string With(string word, string said) => $"{word}: {Bounded(said)}";

    /// <summary>What a relay says, fit to be shown.</summary>
    internal static string Bounded(string said) => Rendering.ScannedText.OneLine(said, Longest);
}
