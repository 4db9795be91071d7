using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Schedule;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Backup;

/// <summary>
/// Copies a data folder while its programs run: registry (with accounts, keys and letters), findings, schedule and options. The letters' marker is
/// left out, so that letters of a registry that is put back are held.
/// </summary>
public sealed class DataBackup(
    DataFolder data,
    RegistryOptions options,
    FindingIndexOptions findings,
    ScheduleStoreOptions schedule,
    TimeProvider clock
)
{
    /// <summary>Returns the octets that were written. The folder is there wholly, or not at all.</summary>
    /// <exception cref="IOException">It cannot be read or written; the message says what to do.</exception>
    public async Task<long> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(target))
            throw new IOException($"{target} is there already. A backup is never written over: name a folder that is not there.");
        var part = $"{target}.{Guid.NewGuid():N}.part";
        Disk.MakeFolder(part);
        try
        {
            await FillAsync(part, cancellationToken);
            Directory.Move(part, target);
            return new DirectoryInfo(target).EnumerateFiles().Sum(file => file.Length);
        }
        catch (SqliteException fault)
        {
            throw new IOException(
                $"{data.Root} could not be copied ({fault.Message}). Is there room on the disk of {target}?",
                fault
            );
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>
    /// Findings first: what is delivered after them is in the registry still, as rows of the outbox, and a restore sends it again. The other way
    /// round the registry would know less than its index.
    /// </summary>
    private async Task FillAsync(string part, CancellationToken cancellationToken)
    {
        var findingsFrom = clock.GetUtcNow();
        // a file beside a server is what a move left behind
        if (findings.Provider == FindingIndexProvider.Sqlite)
            await CopyAsync(data.Findings, part, cancellationToken);
        if (schedule.Provider == DatabaseProvider.Sqlite)
            await CopyAsync(data.Schedule, part, cancellationToken);
        var made = clock.GetUtcNow();
        await RegistryCopy.Of(data, options).SaveAsync(part, cancellationToken);
        var set = Path.Combine(data.Root, SettingSources.FileName);
        if (File.Exists(set))
            await Disk.CopyAsync(set, Path.Combine(part, SettingSources.FileName), cancellationToken);

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(part))
            files[Path.GetFileName(file)] = await BackupManifest.HashAsync(file, cancellationToken);
        await new BackupManifest(made, findingsFrom, files).WriteAsync(part, cancellationToken);
        await Disk.KeepAsync(Path.Combine(part, BackupManifest.Name), cancellationToken);
    }

    private static async Task CopyAsync(string file, string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return;
        var copy = Path.Combine(folder, Path.GetFileName(file));
        await SqliteCopy.MakeAsync(file, copy, cancellationToken);
    }
}
