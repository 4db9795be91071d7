using System.Globalization;
using CyberWatch.EndToEnd.Mail;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>Establishments with one address each, whose full scans are due, and what became of them; in a file or on a PostgreSQL server.</summary>
internal sealed class SharedSector : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyberwatch-test-");
    private readonly PostgresServer? _server;
    private readonly string? _database;
    private readonly int _count;

    private SharedSector(int count, PostgresServer? server) =>
        (_count, _server, _database) = (count, server, server?.NewDatabase());

    public string Path => _folder.FullName;

    /// <summary>Where registry and schedule are, as workers are told.</summary>
    public IEnumerable<string> Arguments =>
        _server is null
            ? []
            : ((string[])["Registry", "Schedule"]).SelectMany(section =>
                new[]
                {
                    $"--{section}:Provider=Postgres",
                    $"--{section}:Address={_server.AddressBySocket(_database!)};Maximum Pool Size=30",
                    $"--{section}:Password={PostgresServer.Password}",
                }
            );

    public static string FinessOf(int number) => string.Create(CultureInfo.InvariantCulture, $"99000000{number}");

    public static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{10 + number}");

    public static string[] Addresses(int count) => [.. Enumerable.Range(1, count).Select(AddressOf)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="count">Of establishments, one to nine.</param>
    /// <param name="server">Null: in a file.</param>
    public static async Task<SharedSector> MakeAsync(int count, PostgresServer? server)
    {
        var sector = new SharedSector(count, server);
        if (server is not null)
        {
            var (status, output) = await ScannerCommand.RunAsync([
                "registry",
                "migrate",
                "--data",
                sector.Path,
                .. sector.Arguments,
            ]);
            Assert.True(status == 0, output);
        }
        await using var context = sector.Open();
        await context.Database.MigrateAsync(Token);
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 1; number <= count; number++)
        {
            var (finess, address) = (FinessOf(number), AddressOf(number));
            context.AddRange(
                TemporaryData.Hospital(finess),
                MandateSeed.Of(finess),
                Range(finess, $"{address}/32"),
                Known(finess, $"tcp:{address}:22"),
                ScanOrder.OnRequest(finess, ScanKind.Full, finess, now).ToRow(now)
            );
        }
        await context.SaveChangesAsync(Token);
        return sector;
    }

    public List<Scan> Scans()
    {
        using var context = Open();
        return [.. context.Scans.AsNoTracking().OrderBy(row => row.Finess)];
    }

    public Task UntilAsync(Func<IReadOnlyList<Scan>, bool> reached, int seconds, params WorkerProcess[] workers) =>
        Eventually.TrueAsync(
            () => reached(Scans()),
            seconds,
            () => string.Join("\n--\n", workers.Select(worker => worker.Said).Append(string.Join('\n', Scans().Select(Line))))
        );

    public Task UntilDoneAsync(int seconds, params WorkerProcess[] workers) =>
        UntilAsync(rows => rows.Count(row => row.State == ScanState.Done) == _count, seconds, workers);

    /// <summary>Each document that was kept, by its key.</summary>
    public List<string> Kept()
    {
        using var context = Open();
        return [.. context.Outbox.Select(row => row.DocumentKey)];
    }

    /// <summary>False while somebody holds the file's write lock: a worker that is frozen in the middle of a write would hold it for ever.</summary>
    public bool IsWritable()
    {
        if (_server is not null)
            return true;
        using var context = Open();
        context.Database.SetCommandTimeout(TimeSpan.FromSeconds(2));
        try
        {
            using var transaction = context.Database.BeginTransaction();
            return true;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _server?.Drop(_database!);
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private RegistryContext Open()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        if (_server is null)
            options.UseRegistryFile(System.IO.Path.Combine(Path, "registry.db"));
        else
            options.UseRegistryServer(_server.ConnectionOf(_database!));
        return RegistryProvider.Open(options.Options);
    }

    private static string Line(Scan row) =>
        $"{row.Finess} {row.State} {row.Owner} {row.Stage} {row.Answered} {row.Recovered} {row.Reason}";

    private static KnownAsset Known(string finess, string key) =>
        new()
        {
            Finess = finess,
            Key = key,
            FirstSeen = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
        };

    private static PerimeterEntry Range(string finess, string value) =>
        new()
        {
            Finess = finess,
            Kind = PerimeterKind.Range,
            Value = value,
            Source = "perimeter.csv line 2",
        };
}
