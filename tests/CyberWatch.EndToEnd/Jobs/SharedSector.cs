using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>Establishments with one address each, whose full scans are due, and what became of them.</summary>
internal sealed class SharedSector : IAsyncDisposable
{
    private readonly TemporaryData _data;
    private readonly int _count;

    private SharedSector(TemporaryData data, int count) => (_data, _count) = (data, count);

    public string Path => _data.Path;

    public static string FinessOf(int number) => string.Create(CultureInfo.InvariantCulture, $"99000000{number}");

    public static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{10 + number}");

    public static string[] Addresses(int count) => [.. Enumerable.Range(1, count).Select(AddressOf)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SharedSector> MakeAsync(int count)
    {
        var data = await TemporaryData.WithRegistryAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 1; number <= count; number++)
        {
            var (finess, address) = (FinessOf(number), AddressOf(number));
            await data.AddAsync(
                TemporaryData.Hospital(finess),
                MandateSeed.Of(finess),
                Range(finess, $"{address}/32"),
                Known(finess, $"tcp:{address}:22"),
                ScanOrder.OnRequest(finess, ScanKind.Full, finess, now).ToRow(now)
            );
        }
        return new SharedSector(data, count);
    }

    public List<Scan> Scans()
    {
        using var context = _data.CreateDbContext();
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
        using var context = _data.CreateDbContext();
        return [.. context.Outbox.Select(row => row.DocumentKey)];
    }

    /// <summary>False while somebody holds the file's write lock: a worker that is frozen in the middle of a write would hold it for ever.</summary>
    public bool IsWritable()
    {
        using var context = _data.CreateDbContext();
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
        _data.Dispose();
        return ValueTask.CompletedTask;
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
