using CyberWatch.Infra;
using CyberWatch.Infra.Backup;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Backup;

public sealed class PostgresBackupTests : IDisposable
{
    private static readonly DateTimeOffset Begun = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("cyberwatch-backups-");
    private readonly string _from = PostgresServer.Shared.NewDatabase();
    private readonly string _to = PostgresServer.Shared.NewDatabase(migrated: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_place.FullName, "backup");

    public void Dispose()
    {
        PostgresServer.Shared.Drop(_from);
        PostgresServer.Shared.Drop(_to);
        _place.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_backed_up_while_others_write_is_there_after_a_restore_and_the_index_lacks_nothing()
    {
        await using var registry = Open(_from);
        registry.Outbox.AddRange(Row(1, Begun.AddSeconds(-1)), Row(2, Begun.AddSeconds(1)));
        registry.Establishments.Add(TemporaryData.Hospital());
        await registry.SaveChangesAsync(Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = Task.Run(() => WriteAsync(stop.Token), Token);

        await BackupOfFiles.Of(Folder("here"), Options(_from), new FakeTimeProvider(Begun)).MakeAsync(Backup, Token);
        await stop.CancelAsync();
        await writing;
        await new DataRestore(Folder("there"), Options(_to)).RunAsync(Backup, Token);

        await using var restored = Open(_to);
        Assert.Equal(1, await restored.Establishments.CountAsync(Token));
        Assert.Equal(await restored.Outbox.CountAsync(Token) - 2, await restored.Audit.CountAsync(Token));
        restored.Outbox.Add(Row(3, null));
        await restored.SaveChangesAsync(Token);
        var rows = await restored.Outbox.OrderBy(row => row.Id).ToListAsync(Token);
        Assert.Equal([true, false], rows.Take(2).Select(row => row.DeliveredAt is not null));
        Assert.True(rows[^1].Id > 1_000_000_000);
    }

    [Fact]
    public async Task Letters_of_a_restored_registry_are_held()
    {
        await BackupOfFiles.Of(Folder("here"), Options(_from)).MakeAsync(Backup, Token);
        await new DataRestore(Folder("there"), Options(_to)).RunAsync(Backup, Token);

        await using var restored = Open(_to);
        var state = await restored.MailStates.SingleAsync(Token);
        Assert.True(RestoredBackup.IsRestored(state, (await restored.IdentityAsync(Token))!, handed: 0));
        Assert.Equal(32, state.Secret.Length);
    }

    [Fact]
    public async Task A_database_that_holds_something_is_not_written_over()
    {
        await BackupOfFiles.Of(Folder("here"), Options(_from)).MakeAsync(Backup, Token);

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new DataRestore(Folder("there"), Options(_from)).RunAsync(Backup, Token)
        );

        Assert.StartsWith($"The database {_from} on 127.0.0.1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing is written over", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_breaks_off_leaves_an_empty_database_and_no_password_in_the_message()
    {
        await BackupOfFiles.Of(Folder("here"), Options(_from)).MakeAsync(Backup, Token);
        PostgresServer.Shared.Run("create view public.in_the_way as select 1", _to);
        PostgresServer.Shared.Run("create type public.\"Outbox\" as enum ('in the way')", _to);

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new DataRestore(Folder("there"), Options(_to)).RunAsync(Backup, Token)
        );

        Assert.Contains("psql did not end well", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, fault.Message, StringComparison.Ordinal);
        await using var registry = Open(_to);
        Assert.Equal(
            0,
            await registry
                .Database.SqlQueryRaw<int>("select count(*)::int as \"Value\" from pg_tables where schemaname = 'public'")
                .SingleAsync(Token)
        );
    }

    [Fact]
    public async Task A_backup_of_a_file_is_not_taken_for_one_of_a_server()
    {
        var data = Folder("here");
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryFile(data.Registry);
        await using (var registry = RegistryProvider.Open(options.Options))
            await registry.Database.MigrateAsync(Token);
        await BackupOfFiles.Of(data, new RegistryOptions()).MakeAsync(Backup, Token);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new DataRestore(Folder("there"), Options(_to)).RunAsync(Backup, Token)
        );

        Assert.Contains("Set Registry:Provider as it was there", fault.Message, StringComparison.Ordinal);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        for (var number = 10; !cancellationToken.IsCancellationRequested; number++)
        {
            await using var registry = Open(_from);
            registry.Outbox.Add(Row(number, null));
            registry.Audit.Add(
                new AuditEntry
                {
                    At = Begun,
                    Actor = "test",
                    Action = "written",
                    Subject = $"{number}",
                }
            );
            await registry.SaveChangesAsync(Token);
        }
    }

    private DataFolder Folder(string name) =>
        new(Microsoft.Extensions.Options.Options.Create(new DataOptions { Folder = Path.Combine(_place.FullName, name) }));

    private static RegistryOptions Options(string database) =>
        new()
        {
            Provider = DatabaseProvider.Postgres,
            Address = PostgresServer.Shared.AddressOf(database),
            Password = PostgresServer.Password,
        };

    private static RegistryContext Open(string database)
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryServer(PostgresServer.Shared.ConnectionOf(database));
        return RegistryProvider.Open(options.Options);
    }

    private static OutboxFinding Row(int number, DateTimeOffset? delivered) =>
        new()
        {
            Finess = "990000001",
            DocumentKey = $"k{number}",
            Document = "{}",
            CreatedAt = Begun,
            DeliveredAt = delivered,
        };
}
