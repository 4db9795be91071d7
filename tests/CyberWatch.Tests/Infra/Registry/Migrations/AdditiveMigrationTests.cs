using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CyberWatch.Tests.Infra.Registry.Migrations;

/// <summary>Both sets of migrations hold the whole model, and none of them hurts a worker of the version before.</summary>
public sealed class AdditiveMigrationTests
{
    private const string First = "_Initial";

    public static TheoryData<string> Kinds => ["Sqlite", "Npgsql"];

    public static TheoryData<MigrationOperation> Refused =>
        [
            new DropTableOperation { Name = "Alerts" },
            new DropColumnOperation { Table = "Alerts", Name = "Checks" },
            new RenameTableOperation { Name = "Alerts", NewName = "Cases" },
            new RenameColumnOperation
            {
                Table = "Alerts",
                Name = "Checks",
                NewName = "Marks",
            },
            Column("Alerts", isNullable: false),
            new AlterColumnOperation
            {
                Table = "Alerts",
                Name = "DueBy",
                IsNullable = false,
            },
            new CreateIndexOperation
            {
                Table = "Alerts",
                Name = "IX",
                Columns = ["RuleId"],
                IsUnique = true,
            },
            new AddForeignKeyOperation { Table = "Alerts", PrincipalTable = "Groups" },
            new AddUniqueConstraintOperation { Table = "Alerts", Name = "UX" },
            new DropPrimaryKeyOperation { Table = "Alerts" },
            new SqlOperation { Sql = """ALTER TABLE "Alerts" DROP COLUMN "Checks" """ },
            new SqlOperation { Sql = """delete from "Alerts" """ },
        ];

    public static TheoryData<MigrationOperation> Taken =>
        [
            Column("Alerts", isNullable: true),
            Column("Alerts", isNullable: false, byDefault: 0),
            new CreateTableOperation { Name = "Leases" },
            new CreateIndexOperation
            {
                Table = "Alerts",
                Name = "IX",
                Columns = ["RuleId"],
            },
            new DropIndexOperation { Table = "Alerts", Name = "IX" },
            new SqlOperation { Sql = """update "Alerts" set "Checks" = '' where "Checks" = ' ' """ },
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_migrations_hold_every_change_of_the_model(string kind)
    {
        using var registry = Open(kind);

        Assert.False(
            registry.Database.HasPendingModelChanges(),
            $"An entity changed without a migration for {kind}: make both Initial anew, as infra/README.md says."
        );
        Assert.NotEmpty(registry.Database.GetMigrations());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_migration_after_the_first_takes_away_what_an_older_worker_needs(string kind)
    {
        using var registry = Open(kind);
        var all = registry.GetService<IMigrationsAssembly>();
        foreach (var (name, type) in all.Migrations.Where(one => !one.Key.EndsWith(First, StringComparison.Ordinal)))
        {
            var migration = all.CreateMigration(type, registry.Database.ProviderName!);
            Assert.True(
                !AdditiveMigration.FaultsOf(migration.UpOperations).Any(),
                $"{name} {string.Join(", ", AdditiveMigration.FaultsOf(migration.UpOperations))}. A worker of the version before still runs: add, fill, and take away a release later."
            );
        }
    }

    [Fact]
    public void Both_kinds_have_one_and_the_same_first_migration() =>
        Assert.All(
            Kinds,
            kind =>
            {
                using var registry = Open(kind.Data);
                Assert.EndsWith(First, registry.Database.GetMigrations().First(), StringComparison.Ordinal);
            }
        );

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_an_older_worker_would_stumble_over_is_refused(MigrationOperation step) =>
        Assert.Single(AdditiveMigration.FaultsOf([step]));

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_an_older_worker_does_not_see_is_taken(MigrationOperation step) =>
        Assert.Empty(AdditiveMigration.FaultsOf([step]));

    [Fact]
    public void A_table_of_the_same_migration_is_nobodys_yet() =>
        Assert.Empty(
            AdditiveMigration.FaultsOf([new CreateTableOperation { Name = "Leases" }, Column("Leases", isNullable: false)])
        );

    private static AddColumnOperation Column(string table, bool isNullable, object? byDefault = null) =>
        new()
        {
            Table = table,
            Name = "New",
            ClrType = typeof(int),
            IsNullable = isNullable,
            DefaultValue = byDefault,
        };

    /// <summary>For looking at the model; nothing is connected to.</summary>
    private static RegistryContext Open(string kind)
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        if (kind == "Sqlite")
            options.UseRegistryFile("nowhere.db");
        else
            options.UseRegistryServer("Host=nowhere;Database=nowhere");
        return RegistryProvider.Open(options.Options);
    }
}
