using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Registry.Queries;

public sealed class AuditQueriesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly PageRequest First = new(0, 50);
    private static readonly AccessScope Vauclair = new AccessScope.Establishments(new HashSet<string> { RegistrySeed.Vauclair });
    private readonly TemporaryData _registry = TemporaryData.WithRegistry();
    private readonly AuditQueries _queries;

    public AuditQueriesTests()
    {
        _queries = new AuditQueries(_registry);
        using var registry = _registry.CreateDbContext();
        var (vauclair, tilleuls) = (TemporaryData.Site(RegistrySeed.Vauclair), TemporaryData.Site(RegistrySeed.Tilleuls));
        (vauclair.RegionCode, tilleuls.RegionCode) = ("32", "93");
        registry.Establishments.AddRange(vauclair, tilleuls);
        AuditSeed.AddTo(registry, Now);
        registry.SaveChanges();
    }

    [Fact]
    public async Task The_whole_trail_is_read_with_the_newest_first()
    {
        var page = await ListAsync(new AccessScope.WholeSector());

        Assert.Equal((9, 9), (page.Total, page.Rows.Count));
        Assert.Equal(page.Rows.OrderByDescending(row => row.At).Select(row => row.Id), page.Rows.Select(row => row.Id));
        var accepted = Assert.Single(page.Rows, row => row.Action == "alert-accepted");
        Assert.Equal(
            (RegistrySeed.Tilleuls, "Centre hospitalier", RegistrySeed.Telnet),
            (accepted.Finess, accepted.Establishment, accepted.Alert)
        );
        // what a stranger typed at the door is about no establishment
        Assert.All(page.Rows.Where(row => row.Action == "sign-in-refused"), row => Assert.Null(row.Finess));
    }

    [Fact]
    public async Task An_rssi_sees_what_is_about_his_establishments_and_nothing_that_a_stranger_typed()
    {
        var own = await ListAsync(Vauclair);
        var region = await ListAsync(new AccessScope.OneRegion("93"));
        var none = await ListAsync(new AccessScope.Establishments(new HashSet<string>()));

        Assert.Equal(["letter-resent", "alert-facts-changed", "alert-acknowledged"], own.Rows.Select(row => row.Action));
        Assert.Equal(["contact-removed", "alert-accepted"], region.Rows.Select(row => row.Action));
        Assert.Equal((3, 0), (own.Total, none.Total));
    }

    [Fact]
    public async Task A_filter_by_establishment_never_reaches_beyond_the_scope()
    {
        var filter = new AuditFilter { Finess = RegistrySeed.Tilleuls };

        Assert.Equal(0, (await ListAsync(Vauclair, filter)).Total);
        Assert.Equal(2, (await ListAsync(new AccessScope.WholeSector(), filter)).Total);
    }

    [Theory]
    [InlineData(AuditKind.Decisions, 3)]
    [InlineData(AuditKind.Letters, 1)]
    [InlineData(AuditKind.Imports, 3)]
    [InlineData(AuditKind.Access, 2)]
    public async Task Each_entry_is_of_one_kind(AuditKind kind, int entries) =>
        Assert.Equal(entries, (await ListAsync(new AccessScope.WholeSector(), new AuditFilter { Kind = kind })).Total);

    [Fact]
    public async Task Person_and_period_narrow_it()
    {
        var sector = new AccessScope.WholeSector();

        var person = await ListAsync(sector, new AuditFilter { Person = "RSSI-A@" });
        var period = await ListAsync(sector, new AuditFilter { From = Now.AddDays(-3), Until = Now.AddDays(-2) });

        Assert.Equal("alert-acknowledged", Assert.Single(person.Rows).Action);
        Assert.Equal("alert-acknowledged", Assert.Single(period.Rows).Action);
    }

    [Fact]
    public async Task A_page_is_a_part_of_the_list()
    {
        var page = await _queries.ListAsync(
            new AccessScope.WholeSector(),
            new AuditFilter(),
            new PageRequest(7, 5),
            TestContext.Current.CancellationToken
        );

        Assert.Equal((9, 2), (page.Total, page.Rows.Count));
        Assert.Equal("register-imported", page.Rows[^1].Action);
    }

    public void Dispose() => _registry.Dispose();

    private Task<Page<AuditRow>> ListAsync(AccessScope scope, AuditFilter? filter = null) =>
        _queries.ListAsync(scope, filter ?? new AuditFilter(), First, TestContext.Current.CancellationToken);
}
