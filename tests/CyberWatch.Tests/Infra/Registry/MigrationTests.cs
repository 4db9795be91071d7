using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_hold_every_change_of_the_model()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var registry = data.CreateDbContext();

        Assert.False(
            registry.Database.HasPendingModelChanges(),
            "An entity changed without a migration: delete infra/Registry/Migrations/* and make Initial anew, as infra/README.md says."
        );
    }
}
