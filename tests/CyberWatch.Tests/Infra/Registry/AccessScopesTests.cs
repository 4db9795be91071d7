using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class AccessScopesTests : IDisposable
{
    private readonly TemporaryData _registry = TemporaryData.WithRegistry();

    [Theory]
    [InlineData(UserRole.Operator)]
    [InlineData(UserRole.Official)]
    public async Task Operator_and_official_see_the_whole_sector(UserRole role) =>
        Assert.IsType<AccessScope.WholeSector>(await ScopeAsync(role));

    [Fact]
    public async Task A_regional_officer_sees_one_region_and_without_one_nothing()
    {
        var scope = Assert.IsType<AccessScope.OneRegion>(await ScopeAsync(UserRole.Regional, region: "84"));
        var none = Assert.IsType<AccessScope.Establishments>(await ScopeAsync(UserRole.Regional));

        Assert.Equal("84", scope.Region);
        Assert.Empty(none.Finess);
    }

    [Fact]
    public async Task The_RSSI_of_the_supporting_entity_sees_the_sites_of_all_members() =>
        Assert.Equal(["990000001", "990000002", "990000003"], await FinessAsync(UserRole.Rssi, "990000001"));

    [Fact]
    public async Task The_RSSI_of_a_member_sees_his_own_establishments_only() =>
        Assert.Equal(["990000003"], await FinessAsync(UserRole.Rssi, "990000003"));

    [Fact]
    public async Task A_direction_sees_its_own_establishment_even_in_the_supporting_entity() =>
        Assert.Equal(["990000001"], await FinessAsync(UserRole.Direction, "990000001"));

    [Fact]
    public async Task A_group_that_is_no_longer_active_gives_nothing()
    {
        await using (var registry = _registry.CreateDbContext())
        {
            registry.Groups.Single().Active = false;
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["990000001"], await FinessAsync(UserRole.Rssi, "990000001"));
    }

    public AccessScopesTests()
    {
        using var registry = _registry.CreateDbContext();
        registry.Groups.Add(
            new Group
            {
                Id = "G1",
                Name = "GHT Nord",
                Kind = "001",
            }
        );
        registry.GroupMembers.AddRange(
            new GroupMember
            {
                GroupId = "G1",
                LegalEntity = "990000010",
                Supports = true,
            },
            new GroupMember { GroupId = "G1", LegalEntity = "990000020" }
        );
        registry.Establishments.AddRange(
            TemporaryData.Site("990000001", legalEntity: "990000010"),
            TemporaryData.Site("990000002", legalEntity: "990000010"),
            TemporaryData.Site("990000003", legalEntity: "990000020"),
            TemporaryData.Site("990000004", legalEntity: "990000030")
        );
        registry.SaveChanges();
    }

    public void Dispose() => _registry.Dispose();

    private async Task<string[]> FinessAsync(UserRole role, string own) =>
        [.. Assert.IsType<AccessScope.Establishments>(await ScopeAsync(role, own)).Finess.Order(StringComparer.Ordinal)];

    private async Task<AccessScope> ScopeAsync(UserRole role, string? own = null, string? region = null)
    {
        var user = new User { Role = role, RegionCode = region };
        if (own is not null)
        {
            user.Establishments.Add(new UserEstablishment { UserId = user.Id, Finess = own });
        }

        await using var registry = _registry.CreateDbContext();
        return await registry.ScopeOfAsync(user, TestContext.Current.CancellationToken);
    }
}
