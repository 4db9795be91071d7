using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class AlertDecisionsTests : RegistryTest
{
    private const string Person = "rssi@ch-exemple.example";
    private static readonly AccessScope Sector = new AccessScope.WholeSector();

    /// <summary>Half past eleven in the evening in Paris, on the 26th; the 27th in Nouméa, and noon of the 26th in Tahiti.</summary>
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 22, 30, 0, TimeSpan.Zero));
    private readonly DuePolicyFile _policy = new(Options.Create(new DuePolicyOptions()));

    private RegistryWrites Writes => Data.Writes();

    [Fact]
    public async Task Decision_is_kept_with_who_when_and_why_in_alert_and_trail()
    {
        var id = await MakeAsync(AlertState.Open);

        var step = await TakeAsync(id, new Decision.Accept(" remplacement prévu ", new(2027, 1, 31), DecidedAlert.Facts));

        Assert.IsType<DecisionStep.Taken>(step);
        var alert = await AlertAsync(id);
        Assert.Equal((AlertState.Accepted, Person, "remplacement prévu"), (alert.State, alert.DecidedBy, alert.DecisionReason));
        Assert.Equal((new DateOnly(2027, 1, 31), DecidedAlert.Facts), (alert.AcceptedUntil, alert.AcceptedFor));
        var change = Assert.Single(alert.Events);
        Assert.Equal((Person, "accepted", "2027-01-31: remplacement prévu"), (change.Actor, change.Why, change.Detail));
        await using var context = Data.CreateDbContext();
        var entry = await context.Audit.SingleAsync(Token);
        Assert.Equal(0, (await context.CurrentStandings.SingleAsync(Token)).Open);
        Assert.Equal((Person, "alert-accepted"), (entry.Actor, entry.Action));
        Assert.Contains(id.ToString(), entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_that_is_taken_back_leaves_nothing_but_its_trail()
    {
        var id = await MakeAsync(AlertState.Accepted);

        await TakeAsync(id, new Decision.TakeBack());

        var alert = await AlertAsync(id);
        Assert.Equal((AlertState.Open, null, null), (alert.State, alert.DecidedBy, alert.AcceptedUntil));
        Assert.Equal((null, null), (alert.AcceptedFor, alert.DecisionReason));
    }

    [Fact]
    public async Task Refused_decision_changes_nothing()
    {
        var id = await MakeAsync(AlertState.Resolved);

        var step = await TakeAsync(id, new Decision.Acknowledge());

        Assert.Equal(DecisionFault.NotInThisState, Assert.IsType<DecisionStep.Refused>(step).Fault);
        var alert = await AlertAsync(id);
        Assert.Equal((AlertState.Resolved, 0L), (alert.State, alert.Version));
        Assert.Empty(alert.Events);
    }

    [Fact]
    public async Task Alert_outside_the_scope_is_not_there()
    {
        var id = await MakeAsync(AlertState.Open);
        var others = new AccessScope.Establishments(new HashSet<string> { "990000002" });

        Assert.Null(await Decisions().TakeAsync(others, id, new Decision.Acknowledge(), Person, Token));
        Assert.Null(await Decisions().TakeAsync(Sector, Guid.NewGuid(), new Decision.Acknowledge(), Person, Token));
        Assert.Equal(AlertState.Open, (await AlertAsync(id)).State);
    }

    [Theory]
    [InlineData("Pacific/Noumea", true)]
    [InlineData("Europe/Paris", false)]
    [InlineData("Pacific/Tahiti", false)]
    public async Task Acceptance_ends_at_midnight_where_the_establishment_is(string zone, bool open)
    {
        var id = await MakeAsync(AlertState.Accepted, zone, until: new DateOnly(2026, 11, 26));

        var ended = await new AcceptanceEnds(Writes, _policy, _clock).RunAsync(Token);

        var alert = await AlertAsync(id);
        Assert.Equal((open ? 1 : 0, open ? AlertState.Open : AlertState.Accepted), (ended, alert.State));
        Assert.Equal(open ? ["acceptance-expired"] : [], alert.Events.Select(change => change.Why));
        Assert.Equal(open ? ["clock"] : [], alert.Events.Select(change => change.Actor));
    }

    [Theory]
    [InlineData("Pacific/Noumea", DecisionFault.DayPast)]
    [InlineData("Europe/Paris", null)]
    public async Task Last_day_counts_where_the_establishment_is(string zone, DecisionFault? fault)
    {
        var id = await MakeAsync(AlertState.Open, zone);

        var step = await TakeAsync(id, new Decision.Accept("une raison", new(2026, 11, 26), DecidedAlert.Facts));

        Assert.Equal(fault, (step as DecisionStep.Refused)?.Fault);
    }

    /// <summary>Where writers do not wait for each other; <see cref="RegistryWrites"/> then does the work again on what is there.</summary>
    [Fact]
    public async Task Writer_that_read_before_a_person_decided_is_refused_and_the_decision_stands()
    {
        var id = await MakeAsync(AlertState.Open);
        await using var early = Data.CreateDbContext();
        var read = await early.Alerts.SingleAsync(row => row.Id == id, Token);
        await TakeAsync(id, new Decision.Acknowledge());

        read.LastAsked = _clock.GetUtcNow();
        read.Version++;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => early.SaveChangesAsync(Token));
        Assert.Equal(AlertState.Acknowledged, (await AlertAsync(id)).State);
    }

    private AlertDecisions Decisions() => new(Writes, _policy, _clock);

    private Task<DecisionStep?> TakeAsync(Guid id, Decision decision) =>
        Decisions().TakeAsync(Sector, id, decision, Person, Token);

    private async Task<Guid> MakeAsync(AlertState state, string zone = "Europe/Paris", DateOnly? until = null)
    {
        var site = TemporaryData.Hospital();
        site.TimeZone = zone;
        var alert = DecidedAlert.In(state, _clock.GetUtcNow().AddDays(-3));
        alert.AcceptedUntil = until ?? alert.AcceptedUntil;
        await Data.AddAsync(site, alert);
        return alert.Id;
    }

    private async Task<Alert> AlertAsync(Guid id)
    {
        await using var context = Data.CreateDbContext();
        return await context.Alerts.AsNoTracking().Include(row => row.Events).SingleAsync(row => row.Id == id, Token);
    }
}
