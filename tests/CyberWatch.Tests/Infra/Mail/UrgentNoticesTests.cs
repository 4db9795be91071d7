using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class UrgentNoticesTests : IAsyncLifetime
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 13, 6, 0, TimeSpan.Zero));
    private TemporaryData _data = null!;
    private Posting _post = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        await _data.AddAsync(TemporaryData.Hospital(), LetterPlannerTests.Contact());
        _post = new Posting(_data, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _post.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task A_confirmed_critical_alert_is_told_at_once_and_once()
    {
        var alert = await OpenAsync();

        Assert.Equal(1, await PlanAsync());
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(40));
            Assert.Equal(0, await PlanAsync());
        }

        Assert.Equal([alert.Id.ToString()], await NoticesAsync());
    }

    [Fact]
    public async Task What_a_second_look_opens_within_seconds_is_told_in_one_notice()
    {
        var first = await OpenAsync(alert => alert.OpenedAt = _clock.GetUtcNow());
        Assert.Equal(0, await PlanAsync());
        _clock.Advance(TimeSpan.FromSeconds(5));
        var second = await OpenAsync(alert => alert.OpenedAt = _clock.GetUtcNow());
        Assert.Equal(0, await PlanAsync());
        _clock.Advance(Settled);

        Assert.Equal(1, await PlanAsync());
        Assert.Equal(
            new[] { first.Id, second.Id }.Order(),
            Assert.Single(await NoticesAsync()).Split(' ').Select(Guid.Parse).Order()
        );
    }

    [Fact]
    public async Task Further_ones_of_the_hour_are_joined_at_its_end()
    {
        var first = await OpenAsync();
        await PlanAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        var second = await OpenAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        var third = await OpenAsync();
        _clock.Advance(TimeSpan.FromMinutes(39));

        Assert.Equal(0, await PlanAsync());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await PlanAsync());

        var notices = await NoticesAsync();
        Assert.Equal(first.Id.ToString(), notices[0]);
        Assert.Equal(new[] { second.Id, third.Id }.Order(), notices[1].Split(' ').Select(Guid.Parse).Order());
    }

    [Fact]
    public async Task Two_workers_that_look_at_once_plan_one_notice()
    {
        await OpenAsync();
        await using var other = new Posting(_data, _clock);

        var planned = await Task.WhenAll(PlanAsync(), other.Get<UrgentNotices>().PlanAsync(Token));

        Assert.Equal(1, planned.Sum());
    }

    [Fact]
    public async Task What_is_suspected_rests_on_a_version_or_is_less_than_critical_waits_for_Monday()
    {
        await OpenAsync(alert => alert.State = AlertState.Suspected);
        await OpenAsync(alert => alert.Confidence = Confidence.Version);
        await OpenAsync(alert => alert.Severity = Severity.High);
        await OpenAsync(alert => alert.State = AlertState.Acknowledged);

        Assert.Equal(0, await PlanAsync());
    }

    [Fact]
    public async Task An_alert_is_told_again_only_once_it_reopens()
    {
        var alert = await OpenAsync();
        await PlanAsync();
        _clock.Advance(TimeSpan.FromDays(3));
        await ChangeAsync(alert, row => (row.State, row.ResolvedAt) = (AlertState.Resolved, _clock.GetUtcNow()));
        Assert.Equal(0, await PlanAsync());
        _clock.Advance(TimeSpan.FromDays(3));
        await ChangeAsync(
            alert,
            row => (row.State, row.OpenedAt, row.Reopened) = (AlertState.Open, _clock.GetUtcNow() - Settled, 1)
        );

        Assert.Equal(1, await PlanAsync());
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await PlanAsync());
    }

    [Fact]
    public async Task A_clock_that_was_a_day_ahead_when_the_last_notice_went_keeps_none_back()
    {
        await OpenAsync();
        await PlanAsync();
        _clock.AdjustTime(_clock.GetUtcNow().AddDays(-1));
        await OpenAsync();

        Assert.Equal(1, await PlanAsync());
    }

    [Fact]
    public async Task A_notice_that_cannot_be_composed_keeps_no_other_back()
    {
        await _data.AddAsync(TemporaryData.Hospital("990000002"), LetterPlannerTests.Contact("990000002", "rssi@ch-b.example"));
        await OpenAsync();
        await OpenAsync(finess: "990000002");
        var notices = new UrgentNotices(
            _data,
            new BrokenAt("990000001", new PlainEditions(_clock)),
            _post.Get<LetterOutbox>(),
            _clock,
            NullLogger<UrgentNotices>.Instance
        );

        Assert.Equal(1, await notices.PlanAsync(Token));
        Assert.Equal("rssi@ch-b.example", Assert.Single(await _post.LettersAsync()).Recipient);
    }

    [Fact]
    public async Task Who_refused_weekly_letters_is_told_all_the_same()
    {
        await _data.AddAsync(
            new MailRefusal
            {
                Recipient = "rssi@ch-bezac.example",
                Kind = EditionKind.Technical,
                Scope = "finess:990000001",
                At = _clock.GetUtcNow(),
                How = "page",
            }
        );
        await OpenAsync();

        Assert.Equal(1, await PlanAsync());
    }

    [Fact]
    public async Task A_notice_that_could_not_leave_before_the_alert_was_closed_is_dropped()
    {
        var alert = await OpenAsync();
        await PlanAsync();
        await ChangeAsync(alert, row => row.State = AlertState.Resolved);

        await _post.DrainAsync();

        var letter = Assert.Single(await _post.LettersAsync());
        Assert.Equal((LetterState.Dropped, "closed"), (letter.State, letter.Error));
    }

    [Fact]
    public async Task Without_a_contact_of_its_own_the_one_of_the_group_is_told()
    {
        var site = TemporaryData.Hospital("990000002");
        site.LegalEntity = "EJ2";
        var support = TemporaryData.Hospital("990000003");
        support.LegalEntity = "EJ3";
        await _data.AddAsync(
            new Group { Id = "G1", Name = "GHT" },
            new GroupMember
            {
                GroupId = "G1",
                LegalEntity = "EJ3",
                Supports = true,
            },
            new GroupMember { GroupId = "G1", LegalEntity = "EJ2" },
            site,
            support,
            LetterPlannerTests.Contact("990000003", "support@ght.example")
        );
        await OpenAsync(finess: "990000002");

        Assert.Equal(1, await PlanAsync());
        Assert.Equal("support@ght.example", Assert.Single(await _post.LettersAsync()).Recipient);
    }

    private Task<int> PlanAsync() => _post.Get<UrgentNotices>().PlanAsync(Token);

    private async Task<Alert> OpenAsync(Action<Alert>? change = null, string finess = "990000001")
    {
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            RuleId = "service.rdp-exposed",
            AssetKey = "tcp:203.0.113.24:3389",
            Severity = Severity.Critical,
            State = AlertState.Open,
            TitleFr = "Bureau à distance ouvert",
            TitleEn = "Remote desktop open",
            FirstSeen = _clock.GetUtcNow(),
            LastSeen = _clock.GetUtcNow(),
            OpenedAt = _clock.GetUtcNow() - Settled,
        };
        change?.Invoke(alert);
        await _data.AddAsync(alert);
        return alert;
    }

    private async Task ChangeAsync(Alert alert, Action<Alert> change)
    {
        await using var context = _data.CreateDbContext();
        change(await context.Alerts.SingleAsync(row => row.Id == alert.Id, Token));
        await context.SaveChangesAsync(Token);
    }

    private async Task<List<string>> NoticesAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Editions.OrderBy(row => row.ComposedAt).Select(row => row.Alerts).ToListAsync(Token);
    }

    private sealed class BrokenAt(string finess, IEditionComposer others) : IEditionComposer
    {
        public Task<Edition?> WeeklyAsync(LetterScope scope, ReportedWeek week, CancellationToken cancellationToken) =>
            others.WeeklyAsync(scope, week, cancellationToken);

        public Task<Edition?> UrgentAsync(string about, IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken) =>
            about == finess
                ? Task.FromException<Edition?>(new FormatException("broken words"))
                : others.UrgentAsync(about, alerts, cancellationToken);
    }
}
