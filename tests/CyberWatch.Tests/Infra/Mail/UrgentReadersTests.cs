using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>Who gets a notice, and what keeps it back.</summary>
public sealed class UrgentReadersTests : UrgentTests
{
    [Fact]
    public async Task A_notice_that_cannot_be_composed_keeps_no_other_back()
    {
        await Data.AddAsync(TemporaryData.Hospital("990000002"), LetterPlannerTests.Contact("990000002", "rssi@ch-b.example"));
        await OpenAsync();
        await OpenAsync(finess: "990000002");
        var notices = new UrgentNotices(
            Data,
            new BrokenAt("990000001", new PlainEditions(Clock)),
            Post.Get<LetterOutbox>(),
            Clock,
            NullLogger<UrgentNotices>.Instance
        );

        Assert.Equal(1, await notices.PlanAsync(Token));
        Assert.Equal("rssi@ch-b.example", Assert.Single(await Post.LettersAsync()).Recipient);
    }

    [Fact]
    public async Task Who_refused_weekly_letters_is_told_all_the_same()
    {
        await Data.AddAsync(
            new MailRefusal
            {
                Recipient = "rssi@ch-bezac.example",
                Kind = EditionKind.Technical,
                Scope = "finess:990000001",
                At = Clock.GetUtcNow(),
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

        await Post.DrainAsync();

        var letter = Assert.Single(await Post.LettersAsync());
        Assert.Equal((LetterState.Dropped, "closed"), (letter.State, letter.Error));
    }

    [Fact]
    public async Task Without_an_rssi_of_its_own_the_one_of_the_group_is_told_as_discreetly_as_he_wants_about_it()
    {
        var site = TemporaryData.Hospital("990000002");
        site.LegalEntity = "EJ2";
        var support = TemporaryData.Hospital("990000003");
        support.LegalEntity = "EJ3";
        await Data.AddAsync([
            .. GroupSeed.Of("EJ3", "EJ2"),
            site,
            support,
            LetterPlannerTests.Contact("990000003", "support@ght.example"),
            LetterPlannerTests.Contact("990000002", "support@ght.example", DetailLevel.Link, ContactRole.Direction),
        ]);
        await OpenAsync(finess: "990000002");

        Assert.Equal(1, await PlanAsync());
        var letter = Assert.Single(await Post.LettersAsync());
        Assert.Equal(("support@ght.example", DetailLevel.Link), (letter.Recipient, letter.Detail));
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
