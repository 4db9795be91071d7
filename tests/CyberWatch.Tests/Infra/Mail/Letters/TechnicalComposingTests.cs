using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Infra.Mail.Letters;

public sealed class TechnicalComposingTests : IDisposable
{
    private static readonly DateTimeOffset October = new(2026, 10, 2, 4, 0, 0, TimeSpan.Zero);
    private readonly LetterSeed _seed = new LetterSeed().Site();

    [Fact]
    public async Task The_week_is_told_as_it_stood_on_Sunday_at_midnight()
    {
        _seed.Open("a", Severity.Medium, LetterSeed.On(22, 23));
        _seed.Open("b", Severity.Medium, LetterSeed.On(23, 1));
        _seed.Alert(
            "c",
            Severity.Medium,
            [(October, AlertState.Open, "match"), (LetterSeed.On(23, 5), AlertState.Resolved, "clean")]
        );
        _seed.Standing(22);

        var edition = await _seed.ComposeAsync();

        Assert.Equal((1, 2), (edition.Numbers.New, edition.Numbers.OpenTotal));
        Assert.Equal(0, edition.Numbers.Fixed);
    }

    [Fact]
    public async Task What_is_new_reopened_fixed_overdue_and_due_is_counted()
    {
        var alerts = Bad();

        var edition = await _seed.ComposeAsync();

        var numbers = edition.Numbers;
        Assert.Equal((2, 1, 1, 1, 1), (numbers.New, numbers.Reopened, numbers.Fixed, numbers.Overdue, numbers.DueSoon));
        Assert.Equal((1, 1), (numbers.Ending, numbers.Accepted));
        Assert.Equal(
            [new(Severity.Critical, 2), new(Severity.High, 1), new(Severity.Medium, 1), new(Severity.Low, 1)],
            numbers.Open
        );
        Assert.Equal(alerts.Count, (await _seed.EditionAsync($"finess:{LetterSeed.Finess}")).Alerts.Split(' ').Length);
    }

    [Fact]
    public async Task Three_actions_come_in_order_with_the_score_that_each_gives_back_alone()
    {
        Bad();

        var edition = await _seed.ComposeAsync();

        Assert.Equal(["imaging", "gateway", "rdp"], edition.First.Select(line => line.RuleId));
        Assert.All(edition.First, line => Assert.True(line.Alone!.Value.Shown > line.Now!.Value.Shown));
        Assert.Equal(edition.Sites[0].Score!.Now, edition.First[0].Now);
        Assert.True(edition.Together!.Value.Shown > edition.First.Max(line => line.Alone!.Value.Shown));
        Assert.Equal(AlertOrigin.Reopened, edition.First[2].Origin);
        Assert.Equal(DateOnly.FromDateTime(October.AddDays(2).DateTime), edition.First[2].ClosedOn);
    }

    [Fact]
    public async Task One_alert_has_one_place()
    {
        Bad();

        var edition = await _seed.ComposeAsync();

        var named = edition.First.Concat(edition.Next).Select(line => line.Id).ToList();
        Assert.Equal(named.Count, named.Distinct().Count());
        Assert.Equal(["zone", "ftp"], edition.Next.Select(line => line.RuleId).Where(rule => rule is "zone" or "ftp"));
        Assert.Equal(
            edition.Numbers.OpenTotal,
            edition.First.Sum(line => line.Count)
                + edition.Next.Where(line => line.AcceptedUntil is null).Sum(line => line.Count)
                + edition.Others.Sum(row => row.Count)
        );
    }

    [Fact]
    public async Task What_moved_the_score_is_told_in_steps()
    {
        Bad();

        var score = (await _seed.ComposeAsync()).Sites[0].Score!;

        Assert.Equal([StepKind.Fixed, StepKind.Came], score.Steps.Select(step => step.Kind));
        Assert.Equal((1, 2, 1), (score.Steps[0].Fixed, score.Steps[1].New, score.Steps[1].Reopened));
        Assert.Equal((score.Previous!.Value.Shown, score.Now.Shown), (score.Steps[0].From, score.Steps[^1].To));
    }

    [Theory]
    [InlineData(18, true)]
    [InlineData(2, false)]
    public async Task Of_a_group_of_others_that_opened_in_the_week_it_is_not_said_that_nothing_changed(int day, bool moved)
    {
        _seed.Open("banner", Severity.Info, LetterSeed.On(day));
        _seed.Standing(22);

        var edition = await _seed.ComposeAsync();

        Assert.Equal((1, moved), (edition.Others.Sum(row => row.Count), edition.OthersMoved));
    }

    [Fact]
    public async Task The_same_rule_on_several_assets_is_one_action()
    {
        var alerts = Enumerable.Range(1, 7).Select(day => _seed.Open("tls", Severity.High, LetterSeed.On(15 + day))).ToList();
        _seed.Standing(22, alerts);

        var edition = await _seed.ComposeAsync();

        var action = Assert.Single(edition.First);
        Assert.Equal((7, 5), (action.Count, action.Assets.Count));
        Assert.Equal(100, action.Alone!.Value.Shown);
    }

    [Fact]
    public async Task What_was_closed_since_is_no_action_any_more()
    {
        _seed.Alert(
            "a",
            Severity.Critical,
            [(LetterSeed.On(18), AlertState.Open, "match"), (LetterSeed.On(24), AlertState.Resolved, "clean")]
        );
        _seed.Standing(22);
        _seed.Clock.SetUtcNow(LetterSeed.On(25, 9));

        var edition = await _seed.ComposeAsync();

        Assert.True(edition.IsLate);
        Assert.Empty(edition.First);
        Assert.Equal(1, edition.Numbers.New);
        Assert.Equal(new DateOnly(2026, 11, 25), edition.Today);
    }

    [Fact]
    public async Task A_letter_of_Monday_morning_is_not_late() => Assert.False((await _seed.Standing(22).ComposeAsync()).IsLate);

    public void Dispose() => _seed.Dispose();

    private List<Alert> Bad()
    {
        var imaging = _seed.Open("imaging", Severity.Critical, LetterSeed.On(20), row => row.DueOn = new(2026, 12, 5));
        var gateway = _seed.Open(
            "gateway",
            Severity.Critical,
            LetterSeed.On(18),
            row =>
            {
                (row.Confidence, row.ExploitedBy, row.DueOn) = (Confidence.Version, "cisa-kev", new(2026, 11, 25));
            }
        );
        var desktop = _seed.Alert(
            "rdp",
            Severity.High,
            [
                (October, AlertState.Open, "match"),
                (October.AddDays(2), AlertState.Resolved, "refused"),
                (LetterSeed.On(17), AlertState.Open, "reopened"),
            ]
        );
        var zone = _seed.Open("zone", Severity.Medium, October, row => row.DueOn = new(2026, 11, 11));
        var low = _seed.Open("low", Severity.Low, October);
        var ftp = _seed.Alert(
            "ftp",
            Severity.Medium,
            [(October, AlertState.Open, "match"), (October.AddDays(1), AlertState.Accepted, "accepted")],
            row => row.AcceptedUntil = new(2026, 11, 30)
        );
        var fix = _seed.Alert(
            "old",
            Severity.High,
            [(October, AlertState.Open, "match"), (LetterSeed.On(20), AlertState.Resolved, "clean")]
        );
        List<Alert> now = [imaging, gateway, desktop, zone, low, ftp];
        fix.State = AlertState.Open;
        _seed.Standing(15, [zone, low, ftp, fix]);
        fix.State = AlertState.Resolved;
        _seed.Standing(22, now);
        return [.. now, fix];
    }
}
