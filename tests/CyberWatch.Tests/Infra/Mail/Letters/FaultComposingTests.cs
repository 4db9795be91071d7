using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>Whose fault it is that something was not looked at.</summary>
public sealed class FaultComposingTests : IDisposable
{
    private readonly LetterSeed _seed = new();

    [Fact]
    public async Task A_day_without_a_scan_is_our_failure_and_is_said_first()
    {
        var edition = await _seed.Site(lostDays: [18, 19]).Standing(22).ComposeAsync();

        Assert.Equal([new(2026, 11, 18), new(2026, 11, 19)], edition.Fault!.LostDays);
        Assert.Equal(TechnicalSituation.OurFault, TechnicalSituations.Of(edition));
    }

    [Fact]
    public async Task A_scan_that_never_ran_is_a_lost_day_and_one_that_quiet_hours_put_off_is_none()
    {
        _seed.Site(lostDays: [18, 19]).Standing(22);
        _seed.Scan(LetterSeed.Finess, 18, ScanState.Due);
        _seed.Scan(LetterSeed.Finess, 19, ScanState.Due, new Remark.PutOff("mon-sun 00:00-23:59", "perimetre.csv:3"));

        var edition = await _seed.ComposeAsync();

        Assert.Equal([new DateOnly(2026, 11, 18)], edition.Fault!.LostDays);
    }

    [Fact]
    public async Task A_scan_whose_resolver_was_silent_is_ours()
    {
        _seed.Site(lostDays: [18]).Standing(22).Scan(LetterSeed.Finess, 18, ScanState.Failed, new Remark.ResolverSilent(20));

        Assert.Single((await _seed.ComposeAsync()).Fault!.LostDays);
    }

    [Fact]
    public async Task Assets_that_we_spoilt_are_unknown_and_the_score_is_said_to_be_provisional()
    {
        var edition = await _seed
            .Site()
            .Standing(22, gaps: new StandingGap("our-fault", 15, ["tcp:203.0.113.10:443"]))
            .ComposeAsync();

        Assert.Equal(15, edition.Fault!.Unknown);
        Assert.True(edition.Sites[0].Score!.Provisional);
    }

    [Fact]
    public async Task A_week_without_any_measure_claims_nothing()
    {
        var edition = await _seed.Site().Standing(14).ComposeAsync();

        Assert.True(edition.Fault!.NoMeasure);
        Assert.Null(edition.Coverage);
    }

    [Fact]
    public async Task Before_the_first_scan_and_without_a_mandate_nothing_is_lost()
    {
        _seed.Site(lostDays: [.. Enumerable.Range(1, 19)]).Standing(22);

        var edition = await _seed.ComposeAsync();

        Assert.Null(edition.Fault);
    }

    [Fact]
    public async Task The_first_score_is_a_first_measure_and_an_old_one_is_none()
    {
        var first = await _seed.Site().Standing(22).ComposeAsync();
        Assert.True(first.Sites[0].Score!.IsFirst);

        _seed.Add(
            new StandingDay
            {
                Finess = LetterSeed.Finess,
                Day = new(2026, 10, 1),
                At = LetterSeed.On(1),
                Score = 80,
            }
        );
        Assert.False((await _seed.ComposeAsync()).Sites[0].Score!.IsFirst);
    }

    [Fact]
    public async Task Nothing_new_and_all_verified_is_quiet_and_one_gap_is_not()
    {
        var quiet = await _seed.Site().Standing(14).Standing(22).ComposeAsync();
        Assert.Equal(TechnicalSituation.Quiet, TechnicalSituations.Of(quiet));

        using var other = new LetterSeed();
        var partial = await other.Site().Standing(14).Standing(22, gaps: new StandingGap("silent", 1, [])).ComposeAsync();
        Assert.Equal(TechnicalSituation.Partial, TechnicalSituations.Of(partial));
    }

    /// <summary>The case: a scan that could look at nothing ends as a failure, and the letter says that nothing was looked at.</summary>
    [Fact]
    public async Task Alerts_failed_scan_called_success_is_said_by_the_letter()
    {
        _seed.Site(lostDays: [.. Enumerable.Range(16, 7)]).Standing(14).Standing(22, gaps: new StandingGap("silent", 40, []));
        foreach (var day in Enumerable.Range(16, 7))
            _seed.Scan(LetterSeed.Finess, day, ScanState.Failed, new Remark.NothingAnswered(12, 0));

        var letter = await Rendered.RenderAsync(Rendered.Of(await _seed.ComposeAsync()));

        Assert.Contains("RIEN DE NOUVEAU SUR 0 % ; 100 % NON VÉRIFIÉS", letter.Text, StringComparison.Ordinal);
        Assert.Contains("0 actifs vérifiés sur 40", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("100 % VÉRIFIÉ", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("panne", letter.Subject, StringComparison.Ordinal);
    }

    public void Dispose() => _seed.Dispose();
}
