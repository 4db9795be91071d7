namespace CyberWatch.Infra.Feeds;

/// <summary>Feeds by the id that is kept, and by the name that people know.</summary>
public static class FeedNames
{
    /// <summary>Known Exploited Vulnerabilities, of the Cybersecurity and Infrastructure Security Agency of the United States.</summary>
    public const string CisaKev = "cisa-kev";

    public static string Of(string feed) => feed == CisaKev ? "CISA KEV" : feed;
}
