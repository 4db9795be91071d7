using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>The real worker, killed with SIGKILL in the middle of a scan of two loopback services, one of which keeps it waiting.</summary>
public sealed class KilledWorkerTests : IAsyncLifetime
{
    private const string Finess = "990000001";
    private static readonly byte[] Telnet = [0xFF, 0xFD, 0x18, 0xFF, 0xFD, 0x20];

    // a long wait for greetings: the scan cannot pass the silent service before it is killed
    private static readonly string[] Patient = ["--Probes:Service:Greeting=00:00:50"];
    private readonly GreetingServer _quick = new("127.0.77.10", Telnet);
    private readonly GreetingServer _slow = new("127.0.77.11", "SSH-2.0-Played_1.0\r\n"u8.ToArray());
    private TemporaryData _data = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        await _data.AddAsync(TemporaryData.Hospital(Finess), MandateSeed.Of(Finess), Range(), Known(_quick), Known(_slow));
        _quick.Speak();
    }

    public async ValueTask DisposeAsync()
    {
        await _quick.DisposeAsync();
        await _slow.DisposeAsync();
        _data.Dispose();
    }

    [Theory]
    [InlineData(false, "the same worker starts again")]
    [InlineData(false, "its schedule was changed", "--Schedule:From=11:00", "--Schedule:Until=11:01")]
    [InlineData(true, "another worker is alive")]
    public async Task Schedule_killed_scan_not_resumed(bool another, string variant, params string[] changed)
    {
        var planned = await PlanAsync();
        using var first = new WorkerProcess(_data.Path, Patient);
        await UntilAsync(row => row is { State: ScanState.Running, Answered: > 0 }, first);
        await UntilTriggersAsync(first);
        using var spare = another ? new WorkerProcess(_data.Path) : null;

        first.Kill();
        var asked = _quick.Connections;
        _slow.Speak();
        using var restarted = another ? null : new WorkerProcess(_data.Path, changed);
        var second = spare ?? restarted!;
        var ended = await UntilAsync(row => row.State is ScanState.Done or ScanState.Failed, second);

        Assert.Equal((planned.Id, ScanState.Done, 1), (ended.Id, ended.State, ended.Recovered));
        Assert.True(asked == _quick.Connections, $"{variant}: what was kept is not asked again");
        await AssertKeptOnceAsync(ended);
        Assert.Equal(["0 * * * * ?"], Crons());
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_hands_back_what_it_has_not_finished()
    {
        await PlanAsync();
        using var first = new WorkerProcess(_data.Path, [.. Patient, "--Scanner:Drain=00:00:04"]);
        await UntilAsync(row => row is { State: ScanState.Running, Answered: > 0 }, first);

        first.Signal("TERM");
        using var minute = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await first.EndAsync(minute.Token);

        Assert.Equal((ScanState.Due, (string?)null, 0), (Row().State, Row().Owner, Row().Recovered));
        var asked = _quick.Connections;
        _slow.Speak();
        using var second = new WorkerProcess(_data.Path);
        var ended = await UntilAsync(row => row.State is ScanState.Done or ScanState.Failed, second);
        Assert.Equal((ScanState.Done, 0, asked), (ended.State, ended.Recovered, _quick.Connections));
        await AssertKeptOnceAsync(ended);
    }

    private async Task AssertKeptOnceAsync(Scan ended)
    {
        await using var context = _data.CreateDbContext();
        Assert.Equal([ended.Id], await context.Scans.Select(row => row.Id).ToListAsync(Token));
        var keys = await context.Outbox.Select(row => row.DocumentKey).ToListAsync(Token);
        Assert.Equal(keys.Distinct().Order(), keys.Order());
        Assert.Equal(ended.Answered + ended.Silent + ended.NotAllowed, keys.Count);
        var alert = await context.Alerts.Include(row => row.Events).SingleAsync(row => row.RuleId == "service.telnet", Token);
        Assert.Equal((_quick.Key, AlertState.Open), (alert.AssetKey, alert.State));
        Assert.Equal(AlertState.Open, Assert.Single(alert.Events).To);
    }

    /// <summary>The row of today, as a trigger puts it.</summary>
    private async Task<Scan> PlanAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var day = LocalDay.Of(now, TemporaryData.Hospital().TimeZone);
        var scans = new DueScans(
            new RegistryWrites(_data, TimeProvider.System),
            _data,
            new RegistryClock(TimeProvider.System),
            TimeProvider.System
        );
        return await scans.PlanAsync(ScanOrder.OfDay(Finess, ScanKind.Light, day, now), Token);
    }

    private Task UntilTriggersAsync(WorkerProcess worker) => UntilAsync(() => Crons().Count == 1, worker);

    private async Task<Scan> UntilAsync(Func<Scan, bool> reached, WorkerProcess worker)
    {
        await UntilAsync(() => reached(Row()), worker);
        return Row();
    }

    private static Task UntilAsync(Func<bool> reached, WorkerProcess worker) =>
        Eventually.TrueAsync(reached, seconds: 45, () => worker.Said);

    private Scan Row()
    {
        using var context = _data.CreateDbContext();
        return context.Scans.AsNoTracking().Single();
    }

    private List<string> Crons()
    {
        var crons = new List<string>();
        using var connection = new SqliteConnection($"Data Source={_data.Folder.Schedule};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CRON_EXPRESSION FROM QRTZ_CRON_TRIGGERS WHERE TRIGGER_GROUP = 'scans'";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            crons.Add(reader.GetString(0));
        return crons;
    }

    private static KnownAsset Known(GreetingServer server) =>
        new()
        {
            Finess = Finess,
            Key = server.Key,
            FirstSeen = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
        };

    private static PerimeterEntry Range() =>
        new()
        {
            Finess = Finess,
            Kind = PerimeterKind.Range,
            Value = "127.0.77.0/24",
            Source = "perimeter.csv line 2",
        };
}
