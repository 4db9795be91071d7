namespace CyberWatch.Infra.Backup;

internal static class Disk
{
    /// <summary>Returns once the file would outlive a power cut.</summary>
    public static async Task KeepAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
    }

    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using (var source = File.OpenRead(from))
        await using (var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await source.CopyToAsync(target, cancellationToken);
            target.Flush(flushToDisk: true);
        }
    }

    /// <summary>A new folder that nobody else may read.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
