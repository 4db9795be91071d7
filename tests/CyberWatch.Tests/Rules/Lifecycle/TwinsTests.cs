using CsCheck;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

public class TwinsTests
{
    private const string Apex = "tcp:203.0.113.10:443/ch-nord.example";
    private const string Www = "tcp:203.0.113.10:443/www.ch-nord.example";
    private const string Portal = "tcp:203.0.113.10:443/portail.ch-nord.example";
    private const string Bare = "tcp:203.0.113.10:443";

    private static readonly string[] Keys = [Apex, Www, Portal, Bare, "tcp:203.0.113.10:443/www.portail.ch-nord.example"];

    [Fact]
    public void Www_and_the_apex_with_the_same_answer_are_one_alert_of_the_apex() =>
        Assert.Equal(
            [
                [Apex, Www],
            ],
            Groups(Tls(Www, "a"), Tls(Apex, "b"))
        );

    [Fact]
    public void An_address_and_the_name_that_points_to_it_are_one() =>
        Assert.Equal(
            [
                [Apex, Bare],
            ],
            Groups(Tls(Bare, "default"), Tls(Apex, "b"))
        );

    [Fact]
    public void Several_names_with_the_same_certificate_are_one() =>
        Assert.Equal(
            [
                [Apex, Portal, Bare],
            ],
            Groups(Tls(Bare, "a"), Tls(Portal, "a"), Tls(Apex, "a"))
        );

    [Fact]
    public void Names_with_other_certificates_are_two_and_the_address_goes_with_the_one_that_it_shows() =>
        Assert.Equal(
            [
                [Apex],
                [Portal, Bare],
            ],
            Groups(Tls(Bare, "b"), Tls(Portal, "b"), Tls(Apex, "a"))
        );

    [Theory]
    [InlineData("tcp:203.0.113.11:443/www.ch-nord.example")]
    [InlineData("tcp:203.0.113.10:8443/www.ch-nord.example")]
    [InlineData("tcp:[2001:db8::10]:443/www.ch-nord.example")]
    public void Another_address_or_port_is_another_alert(string elsewhere) =>
        Assert.Equal(2, Groups(Tls(Apex, "a"), Tls(elsewhere, "a")).Count);

    [Fact]
    public void Other_facts_are_another_alert() => Assert.Equal(2, Groups(Tls(Apex, "a"), Tls(Www, "a", tls10: null)).Count);

    [Fact]
    public void The_hours_that_passed_between_two_handshakes_make_no_second_alert() =>
        Assert.Single(Twins.Group(Reading("hours_left"), [Tls(Apex, "a", hours: 23.9), Tls(Www, "a", hours: 23.8)]));

    [Fact]
    public void Sites_without_an_address_in_common_stay_apart() =>
        Assert.Equal(2, Groups(Of("zone:ch-nord.example"), Of("zone:ch-sud.example")).Count);

    [Fact]
    public void The_order_of_what_was_found_does_not_matter_and_nothing_is_lost() =>
        Gen.Select(Gen.Int[0, 4].Select(at => Keys[at]), Gen.Bool.Select(first => first ? "a" : "b"), Gen.Bool)
            .Array[0, 5]
            .Sample(drawn =>
            {
                var findings = drawn.DistinctBy(one => one.Item1).Select(one => Tls(one.Item1, one.Item2, one.Item3)).ToArray();

                var groups = Groups(findings);

                Assert.Equal(groups, Groups([.. findings.Reverse()]));
                Assert.Equal(findings.Select(one => one.Asset.Key).Order(), groups.SelectMany(group => group).Order());
                Assert.All(groups, group => Assert.Equal(group[0], Twins.First(group)));
            });

    [Fact]
    public void Where_the_time_that_is_left_is_read_two_certificates_are_two_alerts() =>
        Assert.Equal(2, Twins.Group(Reading("hours_left"), [Tls(Apex, "a"), Tls(Www, "b")]).Count);

    [Fact]
    public void The_address_that_names_each_of_them_makes_no_second_alert() =>
        Assert.Single(
            Twins.Group(
                Reading("final_url"),
                [
                    Of("site:ch-nord.example@203.0.113.10", ("final_url", "https://ch-nord.example/"), ("title", "CH Nord")),
                    Of(
                        "site:www.ch-nord.example@203.0.113.10",
                        ("final_url", "https://www.ch-nord.example/"),
                        ("title", "CH Nord")
                    ),
                ]
            )
        );

    private static IReadOnlyList<IReadOnlyList<string>> Groups(params Finding[] findings) =>
        Twins.Group(Reading("tls10"), findings);

    private static Finding Tls(string key, string certificate, bool? tls10 = true, double hours = 100) =>
        Of(key, ("tls10", tls10), ("sha256", certificate), ("hours_left", hours));

    private static Finding Of(string key, params (string Name, object? Value)[] facts) =>
        new(
            Asset.Parse(key),
            "tls",
            DateTimeOffset.UnixEpoch,
            new ProbeAnswer.Facts(facts.ToDictionary(fact => fact.Name, fact => fact.Value)),
            []
        );

    private static Rule Reading(string fact) =>
        new()
        {
            Id = "tls.old",
            Title = new("Vieux", "Old"),
            Why = new("Pourquoi", "Why"),
            Fix = new("Remède", "Fix"),
            Severity = Severity.Medium,
            Reads = "tls",
            On = AssetKind.Service,
            SecondLook = false,
            Checks = ["TLS-01"],
            References = [],
            Tests = [],
            Facts = [fact],
            Judge = _ => Verdict.Match,
        };
}
