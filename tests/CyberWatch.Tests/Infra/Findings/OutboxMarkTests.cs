using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

public sealed class OutboxMarkTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly TemporaryData _data = TemporaryData.WithRegistry();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mark_is_reached_by_what_waits_and_left_when_a_tenth_has_gone()
    {
        var mark = _data.MarkOf(_clock, most: 10);
        await _data.WaitAsync(_clock, first: 1, count: 9);
        Assert.False(await LaterAsync());

        await _data.WaitAsync(_clock, first: 10, count: 1);
        Assert.True(await LaterAsync());
        Assert.Equal(_clock.GetUtcNow(), (await _data.IndexStateAsync())!.PausedSince);

        await DeliverAsync(1);
        Assert.True(await LaterAsync());
        await DeliverAsync(1);
        Assert.False(await LaterAsync());
        Assert.Null((await _data.IndexStateAsync())!.PausedSince);

        Task<bool> LaterAsync()
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            return mark.IsReachedAsync(Token);
        }
    }

    [Fact]
    public async Task What_was_set_aside_waits_for_nothing()
    {
        await _data.WaitAsync(_clock, first: 1, count: 10);
        await using (var context = _data.CreateDbContext())
            await context.Outbox.ExecuteUpdateAsync(row => row.SetProperty(it => it.Error, "no"), Token);

        Assert.False(await _data.MarkOf(_clock, most: 10).IsReachedAsync(Token));
    }

    [Fact]
    public async Task Another_worker_finds_the_pause_and_ends_it_by_the_same_measure()
    {
        await _data.WaitAsync(_clock, first: 1, count: 10);
        Assert.True(await _data.MarkOf(_clock, most: 10).IsReachedAsync(Token));
        await DeliverAsync(1);

        Assert.True(await _data.MarkOf(_clock, most: 10).IsReachedAsync(Token));
        await DeliverAsync(1);
        Assert.False(await _data.MarkOf(_clock, most: 10).IsReachedAsync(Token));
    }

    public void Dispose() => _data.Dispose();

    private async Task DeliverAsync(int count)
    {
        var now = _clock.GetUtcNow();
        await using var context = _data.CreateDbContext();
        var ids = await context
            .Outbox.Where(row => row.DeliveredAt == null)
            .OrderBy(row => row.Id)
            .Take(count)
            .Select(row => row.Id)
            .ToListAsync(Token);
        await context
            .Outbox.Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.DeliveredAt, now), Token);
    }
}
