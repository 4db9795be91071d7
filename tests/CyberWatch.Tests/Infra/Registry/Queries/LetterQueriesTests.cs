using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry.Queries;

public sealed class LetterQueriesTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero);
    private static readonly PageRequest First = new(0, 50);
    private readonly TemporaryData _registry = TemporaryData.WithRegistry();
    private readonly LetterQueries _queries;

    /// <summary>A and B in one group, of which the entity of A supports the other; C alone in another region.</summary>
    public LetterQueriesTests()
    {
        _queries = new LetterQueries(_registry);
        using var registry = _registry.CreateDbContext();
        registry.Establishments.AddRange(
            Site("990000001", "E1", "84"),
            Site("990000002", "E2", "84"),
            Site("990000003", "E3", "93")
        );
        registry.Groups.Add(new Group { Id = "G1", Name = "GHT Nord" });
        registry.GroupMembers.AddRange(
            new GroupMember
            {
                GroupId = "G1",
                LegalEntity = "E1",
                Supports = true,
            },
            new GroupMember { GroupId = "G1", LegalEntity = "E2" }
        );
        var week = "2026-W47";
        registry.Letters.AddRange(
            LetterRowsMade
                .Edition(EditionKind.Technical, "group:G1", week, Monday, Telling("990000001", "990000002"))
                .To("rssi@a.example"),
            LetterRowsMade
                .Edition(EditionKind.Technical, "finess:990000002", week, Monday)
                .To("rssi@b.example", LetterState.Failed, "rejected: 550 no such user"),
            LetterRowsMade
                .Edition(EditionKind.Technical, "finess:990000003", week, Monday)
                .To("rssi@c.example", LetterState.Held),
            LetterRowsMade.Edition(EditionKind.Urgent, "finess:990000001", "2026-11-20T13:06Z", Monday).To("rssi@a.example"),
            LetterRowsMade.Edition(EditionKind.Sector, "sector", week, Monday).To("official@s.example", LetterState.Planned)
        );
        registry.SaveChanges();
    }

    [Fact]
    public async Task Who_sees_the_sector_sees_all_letters() =>
        Assert.Equal(
            ["finess:990000001", "finess:990000002", "finess:990000003", "group:G1", "sector"],
            await ScopesAsync(new AccessScope.WholeSector())
        );

    [Fact]
    public async Task The_RSSI_of_the_supporting_entity_sees_the_letter_of_his_group() =>
        Assert.Equal(["finess:990000001", "finess:990000002", "group:G1"], await ScopesAsync(Of("990000001", "990000002")));

    [Fact]
    public async Task The_RSSI_of_a_member_does_not_see_the_letter_that_tells_of_the_others() =>
        Assert.Equal(["finess:990000002"], await ScopesAsync(Of("990000002")));

    [Fact]
    public async Task A_regional_officer_sees_what_lies_wholly_in_his_region_and_never_the_sector()
    {
        Assert.Equal(["finess:990000001", "finess:990000002", "group:G1"], await ScopesAsync(new AccessScope.OneRegion("84")));
        Assert.Equal(["finess:990000003"], await ScopesAsync(new AccessScope.OneRegion("93")));
    }

    [Fact]
    public async Task A_group_that_reaches_beyond_the_region_is_not_shown()
    {
        await using (var registry = _registry.CreateDbContext())
        {
            registry.GroupMembers.Add(new GroupMember { GroupId = "G1", LegalEntity = "E3" });
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["finess:990000001", "finess:990000002"], await ScopesAsync(new AccessScope.OneRegion("84")));
    }

    /// <summary>What was B's week is not A's to read because B has left the group since.</summary>
    [Fact]
    public async Task A_letter_of_a_group_stays_closed_to_a_member_when_the_other_members_leave()
    {
        Guid letter;
        await using (var registry = _registry.CreateDbContext())
        {
            registry.GroupMembers.Remove(registry.GroupMembers.Single(row => row.LegalEntity == "E1"));
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
            letter = registry.Letters.Single(row => row.Edition!.Scope == "group:G1").Id;
        }

        Assert.Null(await FindAsync(Of("990000002"), letter));
        Assert.NotNull(await FindAsync(Of("990000001", "990000002"), letter));
    }

    [Fact]
    public async Task A_group_without_sites_is_nobodys_but_the_sectors()
    {
        await using (var registry = _registry.CreateDbContext())
        {
            registry.GroupMembers.RemoveRange(registry.GroupMembers);
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["finess:990000001", "finess:990000002"], await ScopesAsync(Of("990000001", "990000002")));
    }

    [Fact]
    public async Task Counts_are_those_of_the_list_and_of_the_reader()
    {
        var scope = Of("990000001", "990000002");
        var counts = await _queries.CountsAsync(scope, new LetterFilter(), TestContext.Current.CancellationToken);

        foreach (var (standing, count) in counts)
        {
            var list = await ListAsync(scope, new LetterFilter { Standing = standing });
            Assert.Equal(count, list.Total);
        }

        Assert.Equal((3, 1, 0), (counts[LetterStanding.All], counts[LetterStanding.Failed], counts[LetterStanding.Held]));
    }

    [Fact]
    public async Task They_stand_in_the_order_of_the_moment_that_the_list_shows()
    {
        var late = LetterRowsMade.Edition(EditionKind.Urgent, "finess:990000003", "2026-11-21T13:06Z", Monday.AddDays(-1));
        var letter = late.To("late@c.example", LetterState.Written);
        letter.SentAt = Monday.AddHours(4);
        await using (var registry = _registry.CreateDbContext())
        {
            registry.Letters.Add(letter);
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var rows = (await ListAsync(new AccessScope.WholeSector(), new LetterFilter())).Rows;

        var shown = rows.Select(row => row.SentAt ?? row.DueAt).ToList();
        Assert.Equal("late@c.example", rows[0].Recipient);
        Assert.Equal(shown.OrderDescending(), shown);
    }

    [Fact]
    public async Task What_was_written_as_a_file_is_not_among_what_was_sent()
    {
        await using (var registry = _registry.CreateDbContext())
        {
            await registry
                .Letters.Where(row => row.State == LetterState.Sent)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.State, LetterState.Written),
                    TestContext.Current.CancellationToken
                );
        }

        var sector = new AccessScope.WholeSector();
        Assert.Empty((await ListAsync(sector, new LetterFilter { Standing = LetterStanding.Delivered })).Rows);
        Assert.Equal(2, (await ListAsync(sector, new LetterFilter { Standing = LetterStanding.Written })).Total);
    }

    [Fact]
    public async Task A_line_bears_the_name_of_what_it_is_about()
    {
        var rows = (await ListAsync(new AccessScope.WholeSector(), new LetterFilter())).Rows;

        Assert.Equal("GHT Nord", rows.Single(row => row.Scope == "group:G1").ScopeName);
        Assert.Equal("Hôpital 990000003", rows.Single(row => row.Scope == "finess:990000003").ScopeName);
        Assert.Null(rows.Single(row => row.Scope == "sector").ScopeName);
    }

    [Fact]
    public async Task A_letter_out_of_scope_is_no_more_there_than_one_that_does_not_exist()
    {
        var foreign = (await ListAsync(Of("990000003"), new LetterFilter())).Rows.Single();

        Assert.NotNull(await FindAsync(Of("990000003"), foreign.Id));
        Assert.Null(await FindAsync(Of("990000001"), foreign.Id));
        Assert.Null(await FindAsync(new AccessScope.WholeSector(), Guid.Empty));
    }

    [Fact]
    public async Task Text_and_kind_narrow_the_list()
    {
        var found = await ListAsync(
            new AccessScope.WholeSector(),
            new LetterFilter { Text = "RSSI@A", Kind = EditionKind.Urgent }
        );

        Assert.Equal("finess:990000001", Assert.Single(found.Rows).Scope);
        Assert.Empty((await ListAsync(new AccessScope.WholeSector(), new LetterFilter { Text = "%" })).Rows);
    }

    public void Dispose() => _registry.Dispose();

    private static AccessScope.Establishments Of(params string[] finess) => new(finess.ToHashSet());

    private static string Telling(params string[] finess) =>
        EditionJson.Write(
            new TechnicalEdition
            {
                Name = "GHT Nord",
                Week = "2026-W47",
                TimeZone = "Europe/Paris",
                Today = new(2026, 11, 23),
                Sites = [.. finess.Select(one => new SiteLine(one, one, null, null, 0, 0, 0, HasMandate: true))],
                Numbers = new WeekNumbers(),
            }
        );

    private static Establishment Site(string finess, string entity, string region)
    {
        var site = TemporaryData.Site(finess, entity, $"Hôpital {finess}");
        site.RegionCode = region;
        return site;
    }

    private Task<Page<LetterRow>> ListAsync(AccessScope scope, LetterFilter filter) =>
        _queries.ListAsync(scope, filter, First, TestContext.Current.CancellationToken);

    private Task<LetterDetail?> FindAsync(AccessScope scope, Guid id) =>
        _queries.FindAsync(scope, id, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> ScopesAsync(AccessScope scope) =>
        (await ListAsync(scope, new LetterFilter())).Rows.Select(row => row.Scope).Distinct().Order(StringComparer.Ordinal);
}
