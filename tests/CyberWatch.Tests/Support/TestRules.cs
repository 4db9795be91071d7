using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>Rules as a test needs them: a condition, and as little else as can be.</summary>
internal static class TestRules
{
    /// <summary>As below, of high severity, and reads the version too, which decides nothing.</summary>
    public static Rule ByVersion(string id, string probe, string fact, params string[] vulnerabilities)
    {
        var rule = Reading(id, probe, fact);
        return new Rule
        {
            Id = id,
            Title = rule.Title,
            Why = rule.Why,
            Fix = rule.Fix,
            Severity = Severity.High,
            Confidence = Confidence.Version,
            Vulnerabilities = vulnerabilities,
            Reads = probe,
            On = rule.On,
            SecondLook = false,
            Checks = rule.Checks,
            References = rule.References,
            Tests = [],
            Facts = [fact, "version"],
            Judge = rule.Judge,
        };
    }

    /// <summary>As below, about what ends by itself in so many hours.</summary>
    public static Rule Ending(string id, string probe, string fact, string hours)
    {
        var rule = Reading(id, probe, fact);
        return new Rule
        {
            Id = id,
            Title = rule.Title,
            Why = rule.Why,
            Fix = rule.Fix,
            Severity = Severity.High,
            ValidFor = new Validity(hours, TimeSpan.FromHours(1)),
            Reads = probe,
            On = rule.On,
            SecondLook = false,
            Checks = rule.Checks,
            References = rule.References,
            Tests = [],
            Facts = [fact, hours],
            Judge = rule.Judge,
        };
    }

    /// <summary>Matches where the fact is true, is clean where it is anything else, and knows nothing where it is missing.</summary>
    public static Rule Reading(
        string id,
        string probe,
        string fact,
        bool secondLook = false,
        Severity severity = Severity.Medium
    ) =>
        new()
        {
            Id = id,
            Title = new("Titre", "Title"),
            Why = new("Pourquoi", "Why"),
            Fix = new("Remède", "Fix"),
            Severity = severity,
            Reads = probe,
            On = AssetKind.Zone | AssetKind.HostName | AssetKind.Host | AssetKind.Service | AssetKind.Site,
            SecondLook = secondLook,
            Checks = ["TLS-01"],
            References = [new("https://www.rfc-editor.org/rfc/rfc8996")],
            Tests = [],
            Facts = [fact],
            Judge = facts =>
                !facts.TryGetValue(fact, out var value) ? Verdict.Inconclusive
                : value is true ? Verdict.Match
                : Verdict.Clean,
        };
}
