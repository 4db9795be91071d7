using CsCheck;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry;

public sealed class RateSlicesTests : RegistryTest
{
    private const int Whole = 300;
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _clock = new();
    private RateSlices _slices = null!;

    protected override Task FillAsync()
    {
        _slices = new RateSlices(Data.Writes(), new RegistryClock(_clock));
        return Task.CompletedTask;
    }

    [Fact]
    public async Task One_alone_has_the_whole_and_lets_go_when_another_comes()
    {
        Assert.Equal(new SliceGrant(Whole, Whole), await RenewAsync("a", 0));

        Assert.Equal(new SliceGrant(0, Whole / 2), await RenewAsync("b", 0));
        Assert.Equal(new SliceGrant(Whole, Whole / 2), await RenewAsync("a", committed: Whole));
        Assert.Equal(new SliceGrant(Whole / 2, Whole / 2), await RenewAsync("a", committed: Whole / 2));
        Assert.Equal(new SliceGrant(Whole / 2, Whole / 2), await RenewAsync("b", 0));
    }

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task What_a_dead_worker_had_comes_back_when_its_slice_runs_out_and_no_sooner()
    {
        await RenewAsync("dead", 0);
        _clock.Advance(Term);
        Assert.Equal(0, (await RenewAsync("b", 0)).Packets);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Whole, (await RenewAsync("b", 0)).Packets);
    }

    [Fact]
    public async Task What_was_returned_is_there_at_once()
    {
        await RenewAsync("a", 0);
        await _slices.ReturnAsync("a", Token);

        Assert.Equal(Whole, (await RenewAsync("b", 0)).Packets);
    }

    [Fact]
    public async Task Where_workers_are_configured_unlike_the_smallest_rate_counts()
    {
        await _slices.RenewAsync(new SliceWish("a", 100, 0), Term, Token);

        Assert.Equal(new SliceGrant(0, 50), await RenewAsync("b", 0));
    }

    [Fact]
    public async Task Many_at_once_never_have_more_than_the_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => RenewAsync($"w{n % 6}", committed: n * 10)));

        await using var context = Data.CreateDbContext();
        Assert.InRange(await context.RateSlices.SumAsync(row => row.Packets, Token), 1, Whole);
    }

    [Fact]
    public void No_division_gives_away_more_than_is_free_or_takes_what_is_committed() =>
        Gen.Select(Gen.Int[1, 10_000], Gen.Int[0, 3_000].List[0, 6], Gen.Int[0, 5_000])
            .Sample(
                (whole, others, committed) =>
                {
                    var grant = RateSlices.Divide(whole, others, committed);
                    var free = Math.Max(0, whole - others.Sum());
                    Assert.InRange(grant.Packets, 0, free);
                    Assert.True(grant.Packets >= Math.Min(committed, free));
                    Assert.True(grant.Packets >= Math.Min(grant.Fair, free));
                }
            );

    private Task<SliceGrant> RenewAsync(string owner, int committed) =>
        _slices.RenewAsync(new SliceWish(owner, Whole, committed), Term, Token);
}
