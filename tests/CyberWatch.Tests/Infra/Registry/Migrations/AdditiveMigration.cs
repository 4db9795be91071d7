using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CyberWatch.Tests.Infra.Registry.Migrations;

/// <summary>
/// What a migration must not do while a worker of the version before still runs over the same tables: take away what that one reads or
/// writes, or demand what it does not write.
/// </summary>
internal static class AdditiveMigration
{
    private static readonly string[] Harmful = ["alter ", "drop ", "rename ", "truncate ", "delete "];

    /// <summary>Why this step is refused; null where an older worker does not mind it.</summary>
    /// <param name="step">One operation of a migration.</param>
    /// <param name="made">The tables that the same migration makes: nobody knows them yet.</param>
    public static string? FaultOf(MigrationOperation step, IReadOnlySet<string> made) =>
        step switch
        {
            DropTableOperation drop => $"drops the table {drop.Name}",
            DropColumnOperation drop => $"drops {drop.Table}.{drop.Name}",
            RenameTableOperation rename => $"renames the table {rename.Name}",
            RenameColumnOperation rename => $"renames {rename.Table}.{rename.Name}",
            AlterColumnOperation alter => $"changes {alter.Table}.{alter.Name}",
            AddColumnOperation add when !made.Contains(add.Table) && Demands(add) =>
                $"adds {add.Table}.{add.Name}, not null and without a default of the database",
            CreateIndexOperation index when index.IsUnique && !made.Contains(index.Table) =>
                $"makes rows of {index.Table} unique that were not",
            AddForeignKeyOperation key when !made.Contains(key.Table) => $"ties {key.Table} to {key.PrincipalTable}",
            AddUniqueConstraintOperation or AddCheckConstraintOperation => "adds a constraint that older rows were not held to",
            AddPrimaryKeyOperation or DropPrimaryKeyOperation => "changes a key",
            RestartSequenceOperation or DropSequenceOperation or RenameSequenceOperation => "changes a sequence",
            SqlOperation sql => Harmful.FirstOrDefault(word => sql.Sql.Contains(word, StringComparison.OrdinalIgnoreCase))
                is { } word
                ? $"says '{word.Trim()}' in SQL of its own"
                : null,
            _ => null,
        };

    public static IEnumerable<string> FaultsOf(IReadOnlyList<MigrationOperation> steps)
    {
        var made = steps.OfType<CreateTableOperation>().Select(step => step.Name).ToHashSet();
        return steps.Select(step => FaultOf(step, made)).OfType<string>();
    }

    private static bool Demands(AddColumnOperation add) =>
        !add.IsNullable && add.DefaultValue is null && add.DefaultValueSql is null && add.ComputedColumnSql is null;
}
