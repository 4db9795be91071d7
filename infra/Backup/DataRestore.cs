using CyberWatch.Infra.Registry;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Backup;

/// <summary>Puts a backup into a data folder, and a database, that hold nothing yet. May be run again after it was killed.</summary>
public sealed class DataRestore(DataFolder data, RegistryOptions options)
{
    private readonly RegistryCopy _registry = RegistryCopy.Of(data, options);

    private string Part => Path.Combine(data.Root, "restore.part");

    /// <summary>Returns when the backup was made.</summary>
    /// <exception cref="IOException">It is no whole backup, or something is there already; the message says what to do.</exception>
    public async Task<DateTimeOffset> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var source = Path.GetFullPath(folder);
        var manifest = await BackupManifest.ReadAsync(source, cancellationToken);
        if (!manifest.Files.ContainsKey(_registry.File))
        {
            throw new IOException(
                $"{source} holds no {_registry.File}: it was made where the registry is kept otherwise. Set Registry:Provider as it was there."
            );
        }

        await RefuseAsync(cancellationToken);
        Disk.MakeFolder(Part);
        foreach (var (name, hash) in manifest.Files)
            await TakeAsync(source, name, hash, cancellationToken);
        try
        {
            foreach (var name in manifest.Files.Keys.Where(name => name != _registry.File))
                File.Move(Path.Combine(Part, name), Path.Combine(data.Root, name), overwrite: true);
            // the last: with it this is an installation
            await _registry.LoadAsync(Part, manifest.FindingsFrom, cancellationToken);
        }
        catch (SqliteException fault)
        {
            throw new IOException($"{source} cannot be restored ({fault.Message}). Take another backup.", fault);
        }

        Directory.Delete(Part, recursive: true);
        return manifest.Made;
    }

    private async Task RefuseAsync(CancellationToken cancellationToken)
    {
        var there = await _registry.FilledAsync(cancellationToken);
        // files without a registry are those of a restore that was killed, if its folder is there
        if (there is null && !Directory.Exists(Part))
            there = new[] { data.Findings, data.Schedule }.FirstOrDefault(File.Exists);
        if (there is not null)
        {
            throw new IOException(
                $"{there} is there already, and perhaps in use. Nothing is written over: stop worker and dashboard and move it away, or name an empty data folder (--data DIR) and database."
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
}
