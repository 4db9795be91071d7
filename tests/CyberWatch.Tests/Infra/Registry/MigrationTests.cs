using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_hold_every_change_of_the_model()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await using var registry = data.CreateDbContext();

        Assert.False(
            registry.Database.HasPendingModelChanges(),
            "An entity changed without a migration: delete infra/Registry/Migrations/* and make Initial anew, as infra/README.md says."
        );
    }

    [Fact]
    public async Task Who_finds_the_turn_taken_waits_and_then_goes_on()
    {
        using var data = new TemporaryData();
        var clock = new FakeTimeProvider();
        var held = new FileStream(LockOf(data), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var running = Task.Run(() => new RegistryMigration(data, data.Folder, clock).RunAsync(Token), Token);
        for (var i = 0; i < 5 && !running.IsCompleted; i++)
            await TurnAsync(clock, TimeSpan.FromSeconds(1));
        Assert.False(running.IsCompleted);

        await held.DisposeAsync();
        while (!running.IsCompleted)
            await TurnAsync(clock, TimeSpan.FromSeconds(1));

        await running;
        await using var registry = data.CreateDbContext();
        Assert.Empty(await registry.Database.GetPendingMigrationsAsync(Token));
    }

    [Fact]
    public async Task A_turn_that_never_comes_is_told_and_not_waited_for_for_ever()
    {
        using var data = new TemporaryData();
        var clock = new FakeTimeProvider();
        await using var held = new FileStream(LockOf(data), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var running = Task.Run(() => new RegistryMigration(data, data.Folder, clock).RunAsync(Token), Token);

        while (!running.IsCompleted)
            await TurnAsync(clock, TimeSpan.FromMinutes(1));

        var fault = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Contains($"holds {LockOf(data)}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_written_is_told_at_once()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(LockOf(data));

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new RegistryMigration(data, data.Folder, new FakeTimeProvider()).RunAsync(Token)
        );

        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--data DIR", fault.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string LockOf(TemporaryData data) => Path.Combine(data.Path, "migration.lock");

    private static async Task TurnAsync(FakeTimeProvider clock, TimeSpan time)
    {
        clock.Advance(time);
        await Task.Delay(20, Token);
    }
}
