using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry.Queries;

public sealed class LetterPlanQueriesTests : IDisposable
{
    private const string A = "990000001";
    private const string B = "990000002";
    private static readonly PageRequest First = new(0, 50);
    private readonly TemporaryData _registry = TemporaryData.WithRegistry();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero));
    private readonly LetterPlanQueries _plans;

    /// <summary>A in Paris, B on Réunion, each with a mandate and an RSSI of its own; an official.</summary>
    public LetterPlanQueriesTests()
    {
        _plans = new LetterPlanQueries(_registry, new LetterRoll(_registry, _clock), _clock);
        using var registry = _registry.CreateDbContext();
        Add(registry, A, "E1", "Europe/Paris", "84");
        Add(registry, B, "E2", "Indian/Reunion", "04");
        registry.Users.Add(
            new User
            {
                Id = Guid.CreateVersion7(),
                UserName = "official@s.example",
                Email = "official@s.example",
                Role = UserRole.Official,
            }
        );
        registry.SaveChanges();
    }

    [Fact]
    public async Task The_next_Monday_by_each_clock_and_the_first_first()
    {
        var plan = await _plans.FindAsync(new AccessScope.WholeSector(), First, TestContext.Current.CancellationToken);

        Assert.Equal([$"finess:{B}", "sector", $"finess:{A}"], plan.Rows.Select(row => row.Scope));
        Assert.Equal((3, 3), (plan.Scopes, plan.Letters));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 3, 30, 0, TimeSpan.Zero), plan.First);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 6, 30, 0, TimeSpan.Zero), plan.Rows[^1].DueAt);
        Assert.All(plan.Rows, row => Assert.Equal("2026-W48", row.Week.ToString()));
    }

    [Fact]
    public async Task What_was_written_early_goes_no_second_time_and_is_not_counted()
    {
        await AddAsync(Early($"finess:{B}").To($"RSSI@{B}.example"));

        var plan = await _plans.FindAsync(new AccessScope.WholeSector(), First, TestContext.Current.CancellationToken);

        Assert.Equal(["sector", $"finess:{A}", $"finess:{B}"], plan.Rows.Select(row => row.Scope));
        Assert.Equal((3, 2), (plan.Scopes, plan.Letters));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 6, 30, 0, TimeSpan.Zero), plan.First);
        Assert.Equal((_clock.GetUtcNow(), 0), (plan.Rows[^1].WrittenAt, plan.Rows[^1].Owed.Count));
        Assert.All(plan.Rows.Take(2), row => Assert.Null(row.WrittenAt));
    }

    [Fact]
    public async Task Who_became_a_reader_after_it_was_written_still_gets_it()
    {
        await AddAsync(Early($"finess:{A}").To("former@a.example"));

        var round = await _plans.FindAsync(new AccessScope.WholeSector(), $"finess:{A}", TestContext.Current.CancellationToken);

        Assert.NotNull(round?.WrittenAt);
        Assert.Equal($"rssi@{A}.example", Assert.Single(round.Owed).Email);
    }

    [Fact]
    public async Task What_its_only_reader_refused_is_shown_as_refused_and_goes_to_nobody()
    {
        await AddAsync(
            new MailRefusal
            {
                Recipient = $"rssi@{A}.example",
                Kind = EditionKind.Technical,
                Scope = $"finess:{A}",
                At = _clock.GetUtcNow(),
                How = "page",
            }
        );

        var mine = new AccessScope.Establishments(new HashSet<string> { A });
        var plan = await _plans.FindAsync(mine, First, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0, null), (plan.Scopes, plan.Letters, plan.First));
        var round = Assert.Single(plan.Rows);
        Assert.Empty(round.To);
        Assert.Equal($"rssi@{A}.example", Assert.Single(round.Refused).Email);
    }

    [Fact]
    public async Task On_Monday_before_half_past_seven_it_is_today()
    {
        _clock.SetUtcNow(new DateTimeOffset(2026, 11, 30, 6, 0, 0, TimeSpan.Zero));

        var plan = await _plans.FindAsync(new AccessScope.WholeSector(), First, TestContext.Current.CancellationToken);

        Assert.Equal("2026-W48", plan.Rows.Single(row => row.Scope == $"finess:{A}").Week.ToString());
        Assert.Equal("2026-W49", plan.Rows.Single(row => row.Scope == $"finess:{B}").Week.ToString());
    }

    [Fact]
    public async Task A_reader_sees_what_comes_for_his_own_alone()
    {
        var mine = new AccessScope.Establishments(new HashSet<string> { A });

        var plan = await _plans.FindAsync(mine, First, TestContext.Current.CancellationToken);

        Assert.Equal($"finess:{A}", Assert.Single(plan.Rows).Scope);
        Assert.Equal(1, plan.Letters);
        Assert.Null(await _plans.FindAsync(mine, $"finess:{B}", TestContext.Current.CancellationToken));
        Assert.Null(await _plans.FindAsync(mine, "sector", TestContext.Current.CancellationToken));
        Assert.Null(await _plans.FindAsync(new AccessScope.OneRegion("84"), "sector", TestContext.Current.CancellationToken));
        Assert.Equal(
            "Hôpital A",
            (await _plans.FindAsync(mine, $"finess:{A}", TestContext.Current.CancellationToken))?.ScopeName
        );
    }

    [Fact]
    public async Task A_page_further_on_has_the_rest()
    {
        var plan = await _plans.FindAsync(
            new AccessScope.WholeSector(),
            new PageRequest(2, 2),
            TestContext.Current.CancellationToken
        );

        Assert.Equal((3, 1), (plan.Scopes, plan.Rows.Count));
    }

    public void Dispose() => _registry.Dispose();

    private Edition Early(string scope) => LetterRowsMade.Edition(EditionKind.Technical, scope, "2026-W48", _clock.GetUtcNow());

    private async Task AddAsync(object row)
    {
        await using var registry = _registry.CreateDbContext();
        registry.Add(row);
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static void Add(RegistryContext registry, string finess, string entity, string zone, string region)
    {
        var site = TemporaryData.Site(finess, entity, finess == A ? "Hôpital A" : "Hôpital B");
        (site.TimeZone, site.RegionCode) = (zone, region);
        registry.Establishments.Add(site);
        registry.Mandates.Add(
            new Mandate
            {
                Finess = finess,
                SignedBy = "la direction",
                SignedOn = new DateOnly(2026, 1, 5),
                ValidFrom = new DateOnly(2026, 1, 5),
                ValidUntil = new DateOnly(2027, 1, 5),
                Intrusive = false,
                Source = "mandates.csv line 2",
            }
        );
        registry.Contacts.Add(
            new Contact
            {
                Finess = finess,
                Email = $"rssi@{finess}.example",
                Name = "RSSI",
                Role = ContactRole.Rssi,
                Language = "fr",
            }
        );
    }
}
