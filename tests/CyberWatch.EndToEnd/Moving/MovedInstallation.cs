using CyberWatch.EndToEnd.Mail;
using CyberWatch.EndToEnd.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>An installation in files with something in every table, and an empty database to move it to by the verb.</summary>
internal sealed class MovedInstallation : IAsyncDisposable
{
    private TemporaryData? _data;

    public TemporaryData Data => _data!;
    public PostgresPrograms Server { get; } = new(PostgresServer.Shared, migrated: false);

    public string[] Move =>
        [
            "move",
            "--to-registry",
            PostgresServer.Shared.AddressOf(Server.Database),
            "--data",
            Data.Path,
            $"--Registry:PasswordFile={Server.PasswordFile}",
        ];

    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _data = await TemporaryData.WithRegistryAsync();
        await using var context = Data.CreateDbContext();
        await new RegistrySeed(TimeProvider.System.GetUtcNow()).FillAsync(context, cancellationToken);
        await context.Workers.ExecuteDeleteAsync(cancellationToken);
        context.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "key-1", Xml = "<key/>" });
        context.Outbox.AddRange(Enumerable.Range(0, 20).Select(n => Waiting($"k{n}")));
        await context.SaveChangesAsync(cancellationToken);
        // the highest number is of a row that is gone
        await context.Outbox.Where(row => row.DocumentKey == "k19").ExecuteDeleteAsync(cancellationToken);
    }

    public Task<(int Status, string Output)> MoveAsync() => ScannerCommand.RunAsync(Move);

    /// <summary>A number that the server's database says.</summary>
    public async Task<long> ReadAsync(string query)
    {
        var address = PostgresServer.Shared.ConnectionOf(Server.Database) + ";Pooling=false";
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public static OutboxFinding Waiting(string key) =>
        new()
        {
            Finess = RegistrySeed.Vauclair,
            DocumentKey = key,
            Document = "{}",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

    public ValueTask DisposeAsync()
    {
        _data?.Dispose();
        Server.Dispose();
        return ValueTask.CompletedTask;
    }
}
