using CyberWatch.EndToEnd.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>Real workers over a PostgreSQL that is killed or frozen in the middle of a scan, and ones that are told to stop.</summary>
public sealed class RegistryOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private readonly PostgresServer _server = PostgresServer.OfItsOwn();
    private PostgresPrograms _programs = null!;
    private TwoServices _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _programs = new PostgresPrograms(_server, migrated: true);
        var (status, output) = await _programs.RunAsync("registry", "migrate");
        Assert.True(status == 0, output);
        _services = await TwoServices.OverAsync(_programs);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        // which a test that failed may have left frozen
        _server.Dispose();
        _programs.Dispose();
    }

    [Theory]
    [InlineData("KILL", "The registry was away")]
    [InlineData("STOP", "The lease of scan")]
    public async Task A_registry_that_goes_away_in_the_middle_of_a_scan_costs_nothing_and_doubles_nothing(
        string signal,
        string told
    )
    {
        var planned = await _services.PlanTodayAsync();
        using var worker = Worker();
        await UntilHalfAsync(planned, worker);
        var asked = _services.Quick.Connections;

        _server.Signal(signal);
        _services.Slow.Speak();
        await Task.Delay(WorkerProcess.Lease, Token);
        _server.BackFrom(signal);

        var ended = await UntilDoneAsync(planned, worker);
        Assert.Equal((1, asked), (ended.Recovered, _services.Quick.Connections));
        await _services.AssertKeptOnceAsync(ended);
        Assert.Contains(told, worker.Said, StringComparison.Ordinal);
        await AssertGoesOnAsync(worker);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task A_worker_that_is_told_to_stop_while_the_registry_is_away_ends_and_another_takes_over(string signal)
    {
        var planned = await _services.PlanTodayAsync();
        using var first = Worker("--Scanner:Drain=00:00:04");
        await UntilHalfAsync(planned, first);
        var asked = _services.Quick.Connections;

        _server.Signal(signal);
        await StopAsync(first);
        _server.BackFrom(signal);

        _services.Slow.Speak();
        using var second = Worker();
        var ended = await UntilDoneAsync(planned, second);
        Assert.Equal((1, asked), (ended.Recovered, _services.Quick.Connections));
        await _services.AssertKeptOnceAsync(ended);
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_hands_back_what_it_has_not_finished_and_another_goes_on()
    {
        var planned = await _services.PlanTodayAsync();
        using var first = Worker("--Scanner:Drain=00:00:04");
        await UntilHalfAsync(planned, first);
        using var second = Worker();
        await UntilAliveAsync(2, second);
        var asked = _services.Quick.Connections;

        await StopAsync(first);

        Assert.NotEqual(ScanState.Done, _services.Row(planned.Id).State);
        _services.Slow.Speak();
        var ended = await UntilDoneAsync(planned, second);
        Assert.EndsWith($"/{second.Id}", ended.Owner, StringComparison.Ordinal);
        Assert.Equal((0, 2L, asked), (ended.Recovered, ended.Epoch, _services.Quick.Connections));
        await _services.AssertKeptOnceAsync(ended);
    }

    private WorkerProcess Worker(params string[] options) =>
        new(_programs.Data, [.. _programs.Settings, TwoServices.Patience, .. options]);

    /// <summary>The one service is kept, the other is waited for.</summary>
    private async Task UntilHalfAsync(Scan planned, WorkerProcess worker)
    {
        await _services.UntilAsync(planned.Id, row => row is { State: ScanState.Running, Answered: > 0 }, worker);
        await Eventually.TrueAsync(() => _services.Slow.Connections > 0, 60, () => worker.Said);
    }

    private Task<Scan> UntilDoneAsync(Scan planned, WorkerProcess worker) =>
        _services.UntilAsync(planned.Id, row => row.State is ScanState.Done or ScanState.Failed, worker);

    private static async Task StopAsync(WorkerProcess worker)
    {
        worker.Signal("TERM");
        await worker.EndAsync(Minute, Token);
    }

    /// <summary>All that runs by itself in the worker has found the registry again.</summary>
    private async Task AssertGoesOnAsync(WorkerProcess worker)
    {
        var back = TimeProvider.System.GetUtcNow();
        var asked = await _services.PlanNowAsync("afterwards");
        Assert.Equal(ScanState.Done, (await UntilDoneAsync(asked, worker)).State);
        await Eventually.TrueAsync(
            () => AllAsync(context => context.Workers.AnyAsync(row => row.LastSeen > back, Token)),
            60,
            () => worker.Said
        );
        await Eventually.TrueAsync(
            () => AllAsync(async context => !await context.Outbox.AnyAsync(row => row.DeliveredAt == null, Token)),
            60,
            () => worker.Said
        );
        Assert.DoesNotContain(PostgresServer.Password, worker.Said, StringComparison.Ordinal);
    }

    private Task UntilAliveAsync(int count, WorkerProcess worker) =>
        Eventually.TrueAsync(
            () => AllAsync(async context => await context.Workers.CountAsync(Token) == count),
            60,
            () => worker.Said
        );

    private async Task<bool> AllAsync(Func<CyberWatch.Infra.Registry.RegistryContext, Task<bool>> ask)
    {
        await using var context = _programs.CreateDbContext();
        return await ask(context);
    }
}
