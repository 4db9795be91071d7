using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>Letters of a group and of the sector, and urgent notices.</summary>
public sealed class ScopeComposingTests : IDisposable
{
    private const string Other = "990000275";
    private readonly LetterSeed _seed = new();

    [Fact]
    public async Task A_group_is_one_letter_over_its_sites_the_worst_first()
    {
        Group().Site(entity: "EJ1").Site(Other, "EJ2", "America/Guadeloupe").Standing(22, finess: Other);
        var alert = _seed.Open("a", Severity.High, LetterSeed.On(18));
        _seed.Standing(22, [alert]);
        _seed.Clock.SetUtcNow(LetterSeed.MondayMorning.AddHours(5));

        var edition = await _seed.ComposeAsync("group:G1");

        Assert.Equal("GHT du Haut-Lys", edition.Name);
        Assert.Equal([LetterSeed.Finess, Other], edition.Sites.Select(site => site.Finess));
        Assert.Equal($"Site {LetterSeed.Finess}", Assert.Single(edition.First).Site);
        Assert.Equal("America/Guadeloupe", edition.TimeZone);
        Assert.Equal(80, edition.Coverage!.Assets);
        Assert.Null(edition.Together);
    }

    [Fact]
    public async Task A_group_with_one_site_is_written_about_as_that_site()
    {
        var edition = await Group().Site(entity: "EJ1").Standing(22).ComposeAsync("group:G1");

        Assert.Equal((LetterSeed.Finess, $"Site {LetterSeed.Finess}"), (edition.Finess, edition.Name));
    }

    [Theory]
    [InlineData("finess:999999999")]
    [InlineData("group:nobody")]
    [InlineData("sector")]
    public async Task Nothing_is_written_about_nobody(string scope) => Assert.Null(await _seed.FindAsync(scope));

    [Fact]
    public async Task The_sector_calls_who_has_a_confirmed_critical_alert_that_nobody_acknowledged()
    {
        _seed.Site().Site(Other).Standing(22, gaps: new StandingGap("rate-limited", 4, [])).Standing(22, finess: Other);
        _seed.Open("imaging", Severity.Critical, LetterSeed.On(19));
        _seed.Open("second", Severity.Critical, LetterSeed.On(20));
        _seed.Open("version", Severity.Critical, LetterSeed.On(20), row => row.Confidence = Confidence.Version, Other);
        _seed.Alert(
            "seen",
            Severity.Critical,
            [(LetterSeed.On(1), AlertState.Open, "match"), (LetterSeed.On(2), AlertState.Acknowledged, "acknowledged")],
            finess: Other
        );

        var edition = await _seed.SectorAsync();

        var call = Assert.Single(edition.CallFirst);
        Assert.Equal((LetterSeed.Finess, 1, 4), (call.Finess, call.More, call.Days));
        Assert.Equal(1, edition.ToCall);
        Assert.Equal(new(Severity.Critical, 3, 0, 0, 0), edition.Numbers[0]);
        Assert.Equal((80, 76), (edition.Coverage!.Assets, edition.Coverage.Verified));
        Assert.Null(edition.Median);
    }

    [Theory]
    [InlineData(AlertState.Accepted)]
    [InlineData(AlertState.FalsePositive)]
    [InlineData(AlertState.Acknowledged)]
    public async Task What_opened_in_the_week_opened_whatever_was_decided_about_it_since(AlertState decided)
    {
        _seed.Site().Standing(22);
        _seed.Alert(
            "a",
            Severity.High,
            [(LetterSeed.On(18), AlertState.Open, "match"), (LetterSeed.On(19), decided, "decided")],
            row => row.DueOn = null
        );

        Assert.Equal(new(Severity.High, 1, 0, 0, 0), (await _seed.SectorAsync()).Numbers[1]);
    }

    [Fact]
    public async Task An_acknowledged_alert_that_is_overdue_is_called_again()
    {
        _seed.Site().Standing(22);
        _seed.Alert(
            "seen",
            Severity.Critical,
            [(LetterSeed.On(1), AlertState.Open, "match"), (LetterSeed.On(2), AlertState.Acknowledged, "acknowledged")],
            row => row.DueOn = new(2026, 11, 16)
        );

        Assert.True(Assert.Single((await _seed.SectorAsync()).CallFirst).Overdue);
    }

    [Fact]
    public async Task The_sector_letter_counts_mandates_that_are_missing_or_end_and_our_failures()
    {
        _seed.Site(lostDays: [18]).Standing(22);
        _seed.Add(TestSite(Other)).Mandate(Other, new(2026, 1, 1), new(2026, 12, 10));
        _seed.Add(TestSite("990000408")).Mandate("990000408", new(2025, 1, 1), new(2025, 12, 31));

        var edition = await _seed.SectorAsync();

        Assert.Equal((3, 1, 1, 1), (edition.Followed, edition.WithoutMandate, edition.MandatesEnding, edition.Failed));
    }

    [Fact]
    public async Task A_mandate_whose_last_day_was_the_Sunday_of_the_week_is_told()
    {
        _seed.Site().Standing(22);
        _seed.Add(TestSite(Other)).Mandate(Other, new(2026, 1, 1), new(2026, 11, 22));

        var edition = await _seed.SectorAsync();

        Assert.Equal((0, 1), (edition.WithoutMandate, edition.MandatesEnding));
    }

    [Fact]
    public async Task An_establishment_that_was_scanned_and_not_measured_in_the_week_is_a_failure_of_ours()
    {
        var edition = await _seed.Site().Standing(14).SectorAsync();

        Assert.Equal(1, edition.Failed);
        Assert.Null(edition.Coverage);
    }

    [Fact]
    public async Task The_content_of_the_sector_letter_has_no_address_and_no_host()
    {
        _seed.Site().Standing(22, gaps: new StandingGap("silent", 1, ["tcp:203.0.113.10:443/www.ch.example"]));
        _seed.Open("a", Severity.Critical, LetterSeed.On(19));

        var content = (await _seed.EditionAsync("sector")).Content;

        Assert.DoesNotMatch(@"203\.0\.113|ch\.example", content);
    }

    [Fact]
    public async Task An_urgent_notice_tells_what_is_open_still_and_when_it_was_seen()
    {
        _seed.Site();
        var seen = _seed.Alert(
            "a",
            Severity.Critical,
            [(LetterSeed.On(22, 13), AlertState.Suspected, "match"), (LetterSeed.On(22, 14), AlertState.Open, "second-look")]
        );
        var closed = _seed.Alert(
            "b",
            Severity.Critical,
            [(LetterSeed.On(20), AlertState.Open, "match"), (LetterSeed.On(21), AlertState.Resolved, "clean")]
        );

        var edition = await _seed.UrgentAsync(seen.Id, closed.Id);

        var line = Assert.Single(EditionJson.ReadUrgent(edition!.Content).Alerts);
        Assert.Equal([LetterSeed.On(22, 13), LetterSeed.On(22, 14)], line.Seen);
        Assert.Equal(("2026-11-23T06:30Z", seen.Id.ToString()), (edition.Period, edition.Alerts));
        Assert.Null(await _seed.UrgentAsync(closed.Id));
    }

    public void Dispose() => _seed.Dispose();

    private static Establishment TestSite(string finess) =>
        new()
        {
            Finess = finess,
            Name = $"Site {finess}",
            InService = true,
        };

    private LetterSeed Group()
    {
        var group = new Group { Id = "G1", Name = "GHT du Haut-Lys" };
        group.Members.Add(
            new GroupMember
            {
                GroupId = "G1",
                LegalEntity = "EJ1",
                Supports = true,
            }
        );
        group.Members.Add(new GroupMember { GroupId = "G1", LegalEntity = "EJ2" });
        return _seed.Add(group);
    }
}
