using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>Rules as a test needs them: a condition, and as little else as can be.</summary>
internal static class TestRules
{
    /// <summary>As below, of high severity, and reads the version too, which decides nothing.</summary>
    public static Rule ByVersion(string id, string probe, string fact, params string[] vulnerabilities) =>
        Made(id, probe, [fact, "version"], Severity.High, Confidence.Version, vulnerabilities);

    /// <summary>As below, of high severity, about what ends by itself in so many hours.</summary>
    public static Rule Ending(string id, string probe, string fact, string hours) =>
        Made(id, probe, [fact, hours], Severity.High, validFor: new Validity(hours, TimeSpan.FromHours(1)));

    /// <summary>Matches where the fact is true, is clean where it is anything else, and knows nothing where it is missing.</summary>
    public static Rule Reading(
        string id,
        string probe,
        string fact,
        bool secondLook = false,
        Severity severity = Severity.Medium
    ) => Made(id, probe, [fact], severity, secondLook: secondLook);

    /// <param name="id">Of the rule.</param>
    /// <param name="probe">That it reads.</param>
    /// <param name="facts">The first one decides.</param>
    /// <param name="severity">Of a match.</param>
    /// <param name="confidence">Of a match.</param>
    /// <param name="vulnerabilities">That a match means.</param>
    /// <param name="validFor">How long the thing holds.</param>
    /// <param name="secondLook">Whether a match is looked at again.</param>
    private static Rule Made(
        string id,
        string probe,
        string[] facts,
        Severity severity,
        Confidence confidence = Confidence.Confirmed,
        string[]? vulnerabilities = null,
        Validity? validFor = null,
        bool secondLook = false
    ) =>
        new()
        {
            Id = id,
            Title = new("Titre", "Title"),
            Why = new("Pourquoi", "Why"),
            Fix = new("Remède", "Fix"),
            Severity = severity,
            Confidence = confidence,
            Vulnerabilities = vulnerabilities ?? [],
            ValidFor = validFor,
            Reads = probe,
            On = AssetKind.Zone | AssetKind.HostName | AssetKind.Host | AssetKind.Service | AssetKind.Site,
            SecondLook = secondLook,
            Checks = ["TLS-01"],
            References = [new("https://www.rfc-editor.org/rfc/rfc8996")],
            Tests = [],
            Facts = facts,
            Judge = stated =>
                !stated.TryGetValue(facts[0], out var value) ? Verdict.Inconclusive
                : value is true ? Verdict.Match
                : Verdict.Clean,
        };
}
