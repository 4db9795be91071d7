using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Engine.Parsing;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Engine;

public class RuleParserTests
{
    private const string Valid = """
        id: tls.demo
        title: { fr: Essai, en: Demo }
        severity: low
        reads: tls
        checks: [TLS-01]
        when:
          all:
            - { fact: days_left, below: 14 }
            - { fact: key_type, is: RSA }
        why: { fr: parce que, en: because }
        fix: { fr: corriger, en: repair }
        references: [https://www.rfc-editor.org/rfc/rfc5280]
        tests:
          - { name: late, facts: { days_left: 3, key_type: RSA }, expect: match }
          - { name: in time, facts: { days_left: 30, key_type: RSA }, expect: clean }
          - { name: nothing said, facts: {}, expect: inconclusive }
        """;

    private static readonly DateTimeOffset Instant = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    private static Finding Found(object? days) =>
        new(
            new Asset.Service(System.Net.IPAddress.Loopback, Transport.Tcp, 443),
            "tls",
            Instant,
            new ProbeAnswer.Facts(new Dictionary<string, object?> { ["days_left"] = days }),
            []
        );

    [Fact]
    public void Sound_rule_is_read_to_the_last_key()
    {
        var more = "confirm: second-look\nconfidence: version\nvulnerabilities: [CVE-2024-1709, CVE-2021-35211]\nchecks:";
        var rule = Parse(Valid.Replace("checks:", more, StringComparison.Ordinal));

        Assert.Equal("tls.demo", rule.Id);
        Assert.Equal(new LocalizedText("Essai", "Demo"), rule.Title);
        Assert.Equal(new LocalizedText("corriger", "repair"), rule.Fix);
        Assert.Equal(Severity.Low, rule.Severity);
        Assert.Equal(AssetKind.Service, rule.On);
        Assert.True(rule.SecondLook);
        Assert.Equal(Confidence.Version, rule.Confidence);
        Assert.Equal(["CVE-2024-1709", "CVE-2021-35211"], rule.Vulnerabilities);
        Assert.Equal(["TLS-01"], rule.Checks);
        Assert.Equal(["days_left", "key_type"], rule.Facts);
        Assert.Equal(3, rule.Tests.Count);
    }

    [Fact]
    public void End_of_what_was_found_is_counted_from_the_finding_on()
    {
        var rule = Parse(Valid.Replace("checks:", "valid-for: { days: days_left }\nchecks:", StringComparison.Ordinal));

        Assert.Equal(new Validity("days_left", TimeSpan.FromDays(1)), rule.ValidFor);
        Assert.Equal(Instant.AddDays(3), rule.ValidFor!.EndOf(Found(3.0)));
        Assert.Equal(Instant.AddDays(-1), rule.ValidFor.EndOf(Found(-1.0)));
        Assert.Null(rule.ValidFor.EndOf(Found(null)));
        Assert.Null(rule.ValidFor.EndOf(Found(1e300)));
        Assert.Null(rule.ValidFor.EndOf(Found(double.NaN)));
    }

    [Theory]
    [InlineData("severity: low", "severty: low", "(3,1): severty", "unknown key")]
    [InlineData("severity: low", "severity: lowish", "(3,1): severity", "'lowish' is no severity")]
    [InlineData("severity: low", "severity: [low]", "(3,11): severity", "is no text")]
    [InlineData("severity: low\n", "", "(1,1): severity", "is missing")]
    [InlineData("id: tls.demo", "id: tls.demo\nid: tls.demo", "(2,1): id", "Duplicate key")]
    [InlineData("id: tls.demo", "id: tls.other", "(1,1): id", "not the place of the file")]
    [InlineData("id: tls.demo", "id: TLS Demo", "(1,1): id", "is no id")]
    [InlineData("{ fr: Essai, en: Demo }", "Demo", "(2,8): title", "is no mapping")]
    [InlineData("fr: Essai, en: Demo", "fr: Essai", "(2,8): title.en", "is missing")]
    [InlineData("fr: Essai, en: Demo", "fr: '', en: Demo", "(2,14): title.fr", "an empty one")]
    [InlineData("fr: Essai, en: Demo", "fr: Essai, en: Demo, de: Probe", "(2,31): title.de", "unknown key")]
    [InlineData("why: { fr: parce que, en: because }\n", "", "(1,1): why", "is missing")]
    [InlineData("reads: tls", "reads: tlz", "(4,1): reads", "no probe 'tlz'")]
    [InlineData("reads: tls", "reads: dns", "(4,1): reads", "not the folder")]
    [InlineData("[TLS-01]", "[TLS-99]", "(5,10): checks", "'TLS-99' is no exposure")]
    [InlineData("[TLS-01]", "TLS-01", "(5,9): checks", "no list with elements")]
    [InlineData("checks:", "confirm: later\nchecks:", "(5,1): confirm", "no way to confirm")]
    [InlineData("checks:", "confidence: maybe\nchecks:", "(5,1): confidence", "'maybe' is no confidence")]
    [InlineData("checks:", "confidence: [version]\nchecks:", "(5,13): confidence", "is no text")]
    [InlineData("checks:", "vulnerabilities: []\nchecks:", "(5,18): vulnerabilities", "no list with elements")]
    [InlineData("checks:", "vulnerabilities: [CVE-24-1709]\nchecks:", "(5,19): vulnerabilities", "no vulnerability")]
    [InlineData("checks:", "vulnerabilities: [cve-2024-1709]\nchecks:", "(5,19): vulnerabilities", "no vulnerability")]
    [InlineData("checks:", "vulnerabilities: [CVE-2024-1709, CVE-2024-1709]\nchecks:", "(5,34)", "there twice")]
    [InlineData("checks:", "valid-for: hours_left\nchecks:", "(5,12): valid-for", "is no mapping")]
    [InlineData("checks:", "valid-for: {}\nchecks:", "(5,12): valid-for", "names no unit")]
    [InlineData("checks:", "valid-for: { hours: hours_left, days: days_left }\nchecks:", "(5,12): valid-for", "or two")]
    [InlineData("checks:", "valid-for: { weeks: days_left }\nchecks:", "(5,14): valid-for.weeks", "unknown key")]
    [InlineData("checks:", "valid-for: { days: days_lft }\nchecks:", "(5,14): valid-for", "states no 'days_lft'")]
    [InlineData("checks:", "valid-for: { days: life_days }\nchecks:", "(5,14): valid-for", "life_days does not count down")]
    [InlineData("checks:", "valid-for: { days: key_type }\nchecks:", "(5,14): valid-for", "key_type is no number")]
    [InlineData(
        "checks:",
        "valid-for: { hours: hours_left }\nchecks:",
        "(15,5): tests",
        "'late' expects match and does not say hours_left"
    )]
    [InlineData("below: 14", "below: 14, at-least: 3", "(8,7): when.all[0]", "exactly one operator")]
    [InlineData("below: 14", "belo: 14", "(8,7): when.all[0]", "exactly one operator")]
    [InlineData("below: 14", "below: soon", "(8,33): when.all[0].below", "is no number")]
    [InlineData("below: 14", "contains: '14'", "(8,36): when.all[0].contains", "cannot be asked of days_left")]
    [InlineData("below: 14", "version-below: '14'", "(8,41): when.all[0].version-below", "cannot be asked of days_left")]
    [InlineData("below: 14", "is: true", "(8,30): when.all[0].is", "is not what days_left can be")]
    [InlineData("below: 14", "below: 14, every: true", "(8,44): when.all[0].every", "only on a list")]
    [InlineData("is: RSA", "is: true", "(9,29): when.all[1].is", "is not what key_type can be")]
    [InlineData("is: RSA", "below: 3", "(9,32): when.all[1].below", "cannot be asked of key_type")]
    [InlineData("is: RSA", "in: []", "(9,29): when.all[1].in", "no list with elements")]
    [InlineData("is: RSA", "matches: '(?=RSA)'", "(9,34): when.all[1].matches", "is no pattern")]
    [InlineData("is: RSA", "exists: maybe", "(9,33): when.all[1].exists", "neither true nor false")]
    [InlineData("is: RSA", "version-below: new", "(9,40): when.all[1].version-below", "is no version")]
    [InlineData("fact: days_left, below", "fact: days_lft, below", "(8,9): when.all[0].fact", "states no fact 'days_lft'")]
    [InlineData("  all:", "  al:", "(7,3): when", "exactly one of all, any, not, fact")]
    [InlineData("  all:", "  any: []\n  all:", "(7,3): when", "exactly one of all, any, not, fact")]
    [InlineData("fact: key_type, is: RSA", "fact: days_left, at-least: 20", "(6,1): when", "cannot fire")]
    [InlineData("below: 14", "below: 2", "(14,5): tests", "'late' expects match and gets clean")]
    [InlineData("expect: match", "expect: matches", "(14,5): tests[0].expect", "no verdict")]
    [InlineData("facts: {}", "facts: { days: 3 }", "(16,42): tests[2].facts.days", "states no such fact")]
    [InlineData("facts: {}", "facts: { days_left: soon }", "(16,47): tests[2].facts.days_left", "is not what days_left")]
    [InlineData("name: in time", "name: late", "(1,1): tests", "two tests are called")]
    [InlineData("expect: inconclusive", "expect: inconclusive, why: x", "(16,60): tests[2].why", "unknown key")]
    [InlineData("https://www", "http://www", "(12,14): references", "write the whole https://")]
    [InlineData("title: {", "title: &t {", "(2,8)", "anchor")]
    [InlineData("title: {", "title: !x {", "(2,8)", "tag")]
    [InlineData("title: {", "title: [", "(2,", "(yaml)")]
    public void Mistake_is_refused_and_the_message_names_file_line_and_key(string right, string wrong, string where, string what)
    {
        var refusal = Refused(Valid.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(
            refusal.Message.Split('\n'),
            line =>
                line.StartsWith("tls/demo.yaml", StringComparison.Ordinal)
                && line.Contains(where, StringComparison.Ordinal)
                && line.Contains(what, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        var broken = Valid
            .Replace("severity: low", "severity: lowish", StringComparison.Ordinal)
            .Replace("fr: Essai, ", "", StringComparison.Ordinal)
            .Replace("below: 14", "below: soon", StringComparison.Ordinal)
            .Replace("expect: match", "expect: maybe", StringComparison.Ordinal);

        Assert.Equal(
            ["title.fr", "severity", "when.all[0].below", "tests[0].expect"],
            Refused(broken).Faults.Select(fault => fault.Key)
        );
    }

    [Fact]
    public void Rule_that_shows_only_two_verdicts_is_refused()
    {
        var refusal = Refused(Valid.Replace("expect: inconclusive", "expect: clean", StringComparison.Ordinal));

        Assert.Contains("no test expects inconclusive", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_over_facts_of_different_assets_is_refused()
    {
        var mixed = Valid
            .Replace("tls", "dns", StringComparison.Ordinal)
            .Replace("fact: days_left, below: 14", "fact: name_server_count, below: 2", StringComparison.Ordinal)
            .Replace("fact: key_type, is: RSA", "fact: from_wildcard, is: true", StringComparison.Ordinal);

        var refusal = Assert.Throws<RuleFormatException>(() => RuleParser.Parse(new("dns/demo.yaml", mixed)));

        Assert.Contains("never stated about one asset", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_that_a_probe_never_states_is_refused()
    {
        var impossible = Valid.Replace("fact: key_type, is: RSA", "fact: issuer_known, is: publik", StringComparison.Ordinal);

        Assert.Contains("issuer_known is never 'publik'", Refused(impossible).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_that_compares_a_version_and_claims_to_know_is_refused()
    {
        var byVersion = Valid
            .Replace("id: tls", "id: http", StringComparison.Ordinal)
            .Replace("reads: tls", "reads: http", StringComparison.Ordinal)
            .Replace(
                "{ fact: days_left, below: 14 }",
                "not: { fact: php_version, version-below: '8.2' }",
                StringComparison.Ordinal
            )
            .Replace("fact: key_type, is: RSA", "fact: server_product, is: apache", StringComparison.Ordinal)
            .Replace("days_left: 30, key_type: RSA", "php_version: '7.4', server_product: apache", StringComparison.Ordinal)
            .Replace("days_left: 3, key_type: RSA", "php_version: '8.3.1', server_product: apache", StringComparison.Ordinal);

        var refusal = Assert.Throws<RuleFormatException>(() => RuleParser.Parse(new("http/demo.yaml", byVersion)));
        var fault = Assert.Single(refusal.Faults);
        Assert.Equal(("when", "add confidence: version, or judge by behaviour"), (fault.Key, fault.Remedy));
        Assert.Equal(
            Confidence.Version,
            RuleParser
                .Parse(
                    new("http/demo.yaml", byVersion.Replace("checks:", "confidence: version\nchecks:", StringComparison.Ordinal))
                )
                .Confidence
        );
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{all: [", 20_000)]
    public void Nesting_without_end_is_refused_before_the_stack_is_full(string opening, int times)
    {
        var refusal = Refused(string.Concat(Enumerable.Repeat(opening, times)));

        Assert.Contains("nested so deeply", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Octets_that_are_no_UTF8_are_refused_with_their_line()
    {
        // what reading a file in Latin-1 leaves of an accent
        var refusal = Refused(Valid.Replace("key_type", "key\uFFFDtype", StringComparison.Ordinal));

        Assert.Contains("no UTF-8", refusal.Message, StringComparison.Ordinal);
        Assert.True(Assert.Single(refusal.Faults).Line > 1);
    }

    private static Rule Parse(string text) => RuleParser.Parse(new("tls/demo.yaml", text));

    private static RuleFormatException Refused(string text) => Assert.Throws<RuleFormatException>(() => Parse(text));
}
