using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Benchmarks;

/// <summary>
/// Where the registry and the file of findings lie: for one run, or in the folder that <c>CYBERWATCH_BENCH_KEEP</c> names, where the next run
/// goes on with what is loaded. A tier may take longer to load than anybody waits, and is loaded once for many measurements.
/// </summary>
internal sealed class ScaleFolder : IDisposable
{
    private static readonly string? Kept = Environment.GetEnvironmentVariable("CYBERWATCH_BENCH_KEEP") is { Length: > 0 } named
        ? named
        : null;

    public string Path { get; } = Kept ?? Directory.CreateTempSubdirectory("cyberwatch-scale-").FullName;

    public static bool IsKept => Kept is not null;

    /// <summary>How many findings its file has in history; none when there is no file.</summary>
    public int InHistory()
    {
        var file = System.IO.Path.Combine(Path, "findings.db");
        if (!File.Exists(file))
            return 0;
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = new SqliteCommand("select count(*) from history", connection);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (!IsKept)
            Directory.Delete(Path, recursive: true);
    }
}
