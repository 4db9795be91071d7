using CyberWatch.Scanner.Net;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Net;

public sealed class LeaseTermTests
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(30);
    private readonly TwoClocks _clock = new();

    [Fact]
    public void It_is_counted_from_before_the_lease_was_asked_for()
    {
        var asked = Moment.Now(_clock);
        _clock.Advance(TimeSpan.FromSeconds(12));
        using var term = new LeaseTerm(asked, Span, _clock);

        Assert.Equal(TimeSpan.FromSeconds(18), term.Left);
        _clock.Advance(TimeSpan.FromSeconds(18));

        Assert.True(term.IsOver && term.Over.IsCancellationRequested);
    }

    [Fact]
    public void A_renewal_prolongs_it_and_one_that_comes_late_does_not()
    {
        using var term = new LeaseTerm(Moment.Now(_clock), Span, _clock);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(term.Extend(Moment.Now(_clock)));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(term.IsOver || term.Over.IsCancellationRequested);

        var late = Moment.Now(_clock);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(term.Extend(late));
        Assert.True(term.IsOver && term.Over.IsCancellationRequested);
    }

    [Fact]
    public void A_process_that_was_frozen_finds_it_over_before_any_timer_has_run()
    {
        using var term = new LeaseTerm(Moment.Now(_clock), Span, _clock);

        _clock.SteadyBy(TimeSpan.FromSeconds(31));

        Assert.False(term.Over.IsCancellationRequested);
        Assert.True(term.IsOver);
    }

    [Fact]
    public void A_machine_that_slept_is_told_by_the_clock_on_the_wall()
    {
        using var term = new LeaseTerm(Moment.Now(_clock), Span, _clock);

        _clock.WallBy(TimeSpan.FromSeconds(31));

        Assert.True(term.IsOver);
    }

    [Fact]
    public void A_clock_that_is_set_back_prolongs_nothing()
    {
        using var term = new LeaseTerm(Moment.Now(_clock), Span, _clock);

        _clock.WallBy(TimeSpan.FromHours(-1));
        _clock.SteadyBy(TimeSpan.FromSeconds(31));

        Assert.True(term.IsOver);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    [InlineData(60, 5)]
    public void The_kernel_sends_a_first_packet_again_no_longer_than_we_wait(double seconds, int times) =>
        Assert.Equal(times, KernelRetries.Within(TimeSpan.FromSeconds(seconds)));

    /// <summary>Timers run by the fake clock; what both clocks show can be moved apart without them.</summary>
    private sealed class TwoClocks : FakeTimeProvider
    {
        private TimeSpan _steady;
        private TimeSpan _wall;

        public void SteadyBy(TimeSpan span) => _steady += span;

        public void WallBy(TimeSpan span) => _wall += span;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks + _steady.Ticks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _wall;
    }
}
