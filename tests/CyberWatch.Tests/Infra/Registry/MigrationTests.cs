using System.Threading.Channels;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry;

[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class MigrationTests
{
    [Fact]
    public async Task Who_finds_the_turn_taken_waits_and_then_goes_on()
    {
        using var data = new TemporaryData();
        var clock = new WatchedClock();
        var held = new FileStream(LockOf(data), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var running = Task.Run(() => Migration(data, clock).RunAsync(Token), Token);
        for (var i = 0; i < 5; i++)
        {
            var waiting = clock.SomebodyWaitsAsync(Token);
            Assert.Same(waiting, await Task.WhenAny(running, waiting));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await held.DisposeAsync();
        while (await Task.WhenAny(running, clock.SomebodyWaitsAsync(Token)) != running)
            clock.Advance(TimeSpan.FromSeconds(1));

        await running;
        await using var registry = data.CreateDbContext();
        Assert.Empty(await registry.Database.GetPendingMigrationsAsync(Token));
    }

    [Fact]
    public async Task A_turn_that_never_comes_is_told_and_not_waited_for_for_ever()
    {
        using var data = new TemporaryData();
        var clock = new WatchedClock();
        await using var held = new FileStream(LockOf(data), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var running = Task.Run(() => Migration(data, clock).RunAsync(Token), Token);

        while (await Task.WhenAny(running, clock.SomebodyWaitsAsync(Token)) != running)
            clock.Advance(TimeSpan.FromMinutes(1));

        var fault = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Contains($"holds {LockOf(data)}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_written_is_told_at_once()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(LockOf(data));

        var fault = await Assert.ThrowsAsync<IOException>(() => Migration(data, new FakeTimeProvider()).RunAsync(Token));

        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--data DIR", fault.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RegistryMigration Migration(TemporaryData data, TimeProvider clock) =>
        new(data, data.Folder, Options.Create(data.Registry.Options), null, clock, NullLogger<RegistryMigration>.Instance);

    private static string LockOf(TemporaryData data) => Path.Combine(data.Path, "migration.lock");

    /// <summary>Tells when somebody begins to wait by it, so that a test need not guess.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly Channel<bool> _waits = Channel.CreateUnbounded<bool>();

        public Task SomebodyWaitsAsync(CancellationToken cancellationToken) =>
            _waits.Reader.ReadAsync(cancellationToken).AsTask();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waits.Writer.TryWrite(true);
            return timer;
        }
    }
}
