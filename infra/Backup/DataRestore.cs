using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Backup;

/// <summary>Puts a backup into a data folder that holds nothing yet. May be run again after it was killed.</summary>
public sealed class DataRestore(DataFolder data)
{
    /// <summary>
    /// Numbers of the outbox are the versions of documents in the index. An index on a server goes on after the backup was made, so numbers go on
    /// well beyond whatever it has seen: what is learned from now on is newer.
    /// </summary>
    private const long Leap = 1_000_000_000;

    private string Part => Path.Combine(data.Root, "restore.part");

    /// <summary>Returns when the backup was made.</summary>
    /// <exception cref="IOException">It is no whole backup, or something is in the folder already; the message says what to do.</exception>
    public async Task<DateTimeOffset> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var source = Path.GetFullPath(folder);
        var manifest = await BackupManifest.ReadAsync(source, cancellationToken);
        Refuse();
        Disk.MakeFolder(Part);
        try
        {
            foreach (var (name, hash) in manifest.Files)
                await TakeAsync(source, name, hash, cancellationToken);
            await AdaptAsync(manifest, cancellationToken);
        }
        catch (SqliteException fault)
        {
            throw new IOException($"{source} cannot be restored ({fault.Message}). Take another backup.", fault);
        }

        // the registry last: with it the folder is an installation
        foreach (var name in manifest.Files.Keys.OrderBy(name => name == Path.GetFileName(data.Registry)))
            File.Move(Path.Combine(Part, name), Path.Combine(data.Root, name), overwrite: true);
        Directory.Delete(Part, recursive: true);
        return manifest.Made;
    }

    private void Refuse()
    {
        string[] ours = [data.Registry, data.Findings, data.Schedule];
        var killed = Directory.Exists(Part) && !File.Exists(data.Registry);
        if (!killed && ours.FirstOrDefault(File.Exists) is { } there)
        {
            throw new IOException(
                $"{there} is there already, and perhaps in use. Nothing is written over: stop worker and dashboard and move the folder away, or name an empty one (--data DIR)."
            );
        }
    }

    private async Task TakeAsync(string source, string name, string hash, CancellationToken cancellationToken)
    {
        var (from, to) = (Path.Combine(source, name), Path.Combine(Part, name));
        if (Path.GetFileName(name) != name || !File.Exists(from))
            throw new IOException($"{source} lacks {name}. Take another backup.");
        await Disk.CopyAsync(from, to, cancellationToken);
        if (await BackupManifest.HashAsync(to, cancellationToken) != hash)
            throw new IOException($"{from} is not what was written when the backup was made. Take another backup.");
    }

    /// <summary>A marker that no folder has makes the worker hold letters, also where the backup is older than the first worker.</summary>
    private async Task AdaptAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var registry = await SqliteCopy.OpenAsync(
            Path.Combine(Part, Path.GetFileName(data.Registry)),
            SqliteOpenMode.ReadWrite,
            cancellationToken
        );
        await using var command = registry.CreateCommand();
        command.CommandText = """
            update "Outbox" set "DeliveredAt" = null where "DeliveredAt" >= $from;
            update sqlite_sequence set seq = seq + $leap where name = 'Outbox';
            insert into "MailStates" ("Id", "Secret", "Handed") select 1, $secret, 0 where not exists (select 1 from "MailStates");
            update "MailStates" set "Mark" = 'restored', "MarkBorn" = 0;
            """;
        command.Parameters.AddWithValue("$from", manifest.FindingsFrom.UtcTicks);
        command.Parameters.AddWithValue("$leap", Leap);
        command.Parameters.AddWithValue("$secret", RandomNumberGenerator.GetBytes(32));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
