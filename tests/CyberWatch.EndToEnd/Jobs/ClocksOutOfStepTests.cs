using CyberWatch.EndToEnd.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Commands;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>Two workers over one PostgreSQL: a process, and the same <c>serve</c> within this one, whose clock is wrong.</summary>
public sealed class ClocksOutOfStepTests : IAsyncLifetime
{
    private static readonly TimeSpan LongerThanALease = WorkerProcess.Lease + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Ago = TimeSpan.FromMinutes(10);
    private readonly PostgresPrograms _programs = new(PostgresServer.Shared, migrated: true);
    private readonly StringWriter _said = new();
    private TwoServices _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (status, output) = await _programs.RunAsync("registry", "migrate");
        Assert.True(status == 0, output);
        _services = await TwoServices.OverAsync(_programs);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _programs.Dispose();
        await _said.DisposeAsync();
    }

    [Theory]
    [InlineData(120)]
    [InlineData(-120)]
    public async Task A_lease_is_one_workers_alone_however_wrong_its_clock_is_and_the_worker_says_how_wrong(int seconds)
    {
        var planned = await _services.PlanNowAsync("asked", Ago);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var wrong = ServeAsync(new ShiftedClock(TimeProvider.System.GetUtcNow().AddSeconds(seconds)), end.Token);
        await Eventually.TrueAsync(() => _services.Slow.Connections > 0 && _services.Row(planned.Id).Answered > 0, 60);
        using var right = new WorkerProcess(_programs.Data, [.. _programs.Settings, TwoServices.Patience]);
        await Eventually.TrueAsync(async () => (await NotesAsync()).Count == 2, 60, () => right.Said);

        await Task.Delay(LongerThanALease, Token);

        var row = _services.Row(planned.Id);
        Assert.Equal((ScanState.Running, 0, 1L), (row.State, row.Recovered, row.Epoch));
        Assert.EndsWith($"/{Environment.ProcessId}", row.Owner, StringComparison.Ordinal);
        Assert.Equal(1, _services.Slow.Connections);
        var off = Assert.Single((await NotesAsync()).SelectMany(notes => RemarkText.Parse(notes)).OfType<Remark.ClockOff>());
        Assert.InRange(off.Seconds, seconds - 2, seconds + 2);
        _services.Slow.Speak();
        var ended = await _services.UntilAsync(planned.Id, scan => scan.State is ScanState.Done or ScanState.Failed, right);
        Assert.Equal((ScanState.Done, 0, 1L), (ended.State, ended.Recovered, ended.Epoch));
        await _services.AssertKeptOnceAsync(ended);
        await end.CancelAsync();
        await wrong;
    }

    private Task<int> ServeAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        CommandLine.RunAsync(
            ["serve", "--data", _programs.Data, .. _programs.Settings, .. WorkerProcess.Always, TwoServices.Patience],
            TextWriter.Synchronized(_said),
            TextWriter.Synchronized(_said),
            services => services.RemoveAll<TimeProvider>().AddSingleton(clock),
            cancellationToken
        );

    /// <summary>What each worker that was heard says of itself.</summary>
    private async Task<List<string>> NotesAsync()
    {
        await using var context = _programs.CreateDbContext();
        return await context.Workers.Select(worker => worker.Notes).ToListAsync(Token);
    }
}
