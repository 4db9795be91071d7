using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>Why an asset is not verified. The list is closed: pages and letters translate its words.</summary>
public enum GapReason
{
    /// <summary>Known, and not yet asked.</summary>
    NotAsked,

    /// <summary>Asked, and nothing came in time.</summary>
    Silent,

    /// <summary>It began to answer and broke off, or spoke what we do not understand.</summary>
    BrokenOff,

    /// <summary>A firewall or the service itself slowed us down or turned us away.</summary>
    RateLimited,

    /// <summary>The quiet hours of the perimeter left no time.</summary>
    QuietHours,

    /// <summary>A line of the perimeter excludes it.</summary>
    Excluded,

    /// <summary>It was seen, and stands outside what may be asked.</summary>
    OutOfPerimeter,

    /// <summary>No mandate is valid.</summary>
    NoMandate,

    /// <summary>We could have asked and did not, or spoilt it.</summary>
    OurFault,
}

/// <summary>Names reasons, and finds them.</summary>
public static class GapReasons
{
    /// <summary>The word that is kept.</summary>
    public static string Word(this GapReason reason) => reason.Kebab();

    /// <summary>What the last silence says of something that may be asked.</summary>
    internal static GapReason Of(Silence? silence, bool hasQuietHours) =>
        silence switch
        {
            Silence.TimedOut or Silence.Unreachable => GapReason.Silent,
            Silence.Reset or Silence.ClosedEarly or Silence.SpokeAnotherProtocol => GapReason.BrokenOff,
            Silence.RateLimited => GapReason.RateLimited,
            Silence.NotAllowed => hasQuietHours ? GapReason.QuietHours : GapReason.NotAsked,
            _ => GapReason.OurFault,
        };
}
