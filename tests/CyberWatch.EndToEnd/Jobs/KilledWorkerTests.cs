using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>The real worker, killed with SIGKILL in the middle of a scan of two loopback services, one of which keeps it waiting.</summary>
public sealed class KilledWorkerTests : IAsyncLifetime
{
    private TemporaryData _data = null!;
    private TwoServices _services = null!;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        _services = await TwoServices.OverAsync(_data);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _data.Dispose();
    }

    [Theory]
    [InlineData(false, "the same worker starts again")]
    [InlineData(false, "its schedule was changed", "--Schedule:From=11:00", "--Schedule:Until=11:01")]
    [InlineData(true, "another worker is alive")]
    public async Task Schedule_killed_scan_not_resumed(bool another, string variant, params string[] changed)
    {
        var planned = await _services.PlanTodayAsync();
        using var first = new WorkerProcess(_data.Path, TwoServices.Patience);
        await _services.UntilAsync(planned.Id, row => row is { State: ScanState.Running, Answered: > 0 }, first);
        await Eventually.TrueAsync(() => Crons().Count == 1, seconds: 45, () => first.Said);
        using var spare = another ? new WorkerProcess(_data.Path) : null;

        first.Kill();
        var asked = _services.Quick.Connections;
        _services.Slow.Speak();
        using var restarted = another ? null : new WorkerProcess(_data.Path, changed);
        var ended = await UntilEndedAsync(planned, spare ?? restarted!);

        Assert.Equal((ScanState.Done, 1), (ended.State, ended.Recovered));
        Assert.True(asked == _services.Quick.Connections, $"{variant}: what was kept is not asked again");
        await _services.AssertKeptOnceAsync(ended);
        Assert.Equal(["0 * * * * ?"], Crons());
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_hands_back_what_it_has_not_finished()
    {
        var planned = await _services.PlanTodayAsync();
        using var first = new WorkerProcess(_data.Path, TwoServices.Patience, "--Scanner:Drain=00:00:04");
        await _services.UntilAsync(planned.Id, row => row is { State: ScanState.Running, Answered: > 0 }, first);

        first.Signal("TERM");
        await first.EndAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var row = _services.Row(planned.Id);
        Assert.Equal((ScanState.Due, (string?)null, 0), (row.State, row.Owner, row.Recovered));
        var asked = _services.Quick.Connections;
        _services.Slow.Speak();
        using var second = new WorkerProcess(_data.Path);
        var ended = await UntilEndedAsync(planned, second);
        Assert.Equal((ScanState.Done, 0, asked), (ended.State, ended.Recovered, _services.Quick.Connections));
        await _services.AssertKeptOnceAsync(ended);
    }

    private Task<Scan> UntilEndedAsync(Scan planned, WorkerProcess worker) =>
        _services.UntilAsync(planned.Id, row => row.State is ScanState.Done or ScanState.Failed, worker);

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
}
