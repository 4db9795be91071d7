using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Backup;

/// <summary>The registry as a file of the data folder.</summary>
internal sealed class SqliteRegistryCopy(DataFolder data) : RegistryCopy
{
    private const string Adapt = """
        update "Outbox" set "DeliveredAt" = null where "DeliveredAt" >= $from;
        update sqlite_sequence set seq = seq + $leap where name = 'Outbox';
        insert into "MailStates" ("Id", "Secret", "Handed") select 1, $secret, 0 where not exists (select 1 from "MailStates");
        update "MailStates" set "Mark" = $mark, "MarkBorn" = 0;
        """;

    public override string File => Path.GetFileName(data.Registry);

    public override async Task SaveAsync(string folder, CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(data.Registry))
            throw new IOException($"{data.Root} holds no registry. Name the data folder: --data DIR.");
        await SqliteCopy.MakeAsync(data.Registry, Path.Combine(folder, File), cancellationToken);
    }

    public override Task<string?> FilledAsync(CancellationToken cancellationToken) =>
        Task.FromResult(System.IO.File.Exists(data.Registry) ? data.Registry : null);

    public override async Task LoadAsync(string folder, DateTimeOffset undelivered, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, File);
        await using (var registry = await SqliteCopy.OpenAsync(file, SqliteOpenMode.ReadWrite, cancellationToken))
        {
            await using var command = registry.CreateCommand();
            command.CommandText = Adapt;
            command.Parameters.AddWithValue("$from", undelivered.UtcTicks);
            command.Parameters.AddWithValue("$leap", Leap);
            command.Parameters.AddWithValue("$secret", RandomNumberGenerator.GetBytes(32));
            command.Parameters.AddWithValue("$mark", Mark);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await Disk.KeepAsync(file, cancellationToken);
        System.IO.File.Move(file, data.Registry);
    }
}
