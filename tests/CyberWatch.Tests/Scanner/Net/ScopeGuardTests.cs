using System.Data.Common;
using System.Globalization;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Net;

public sealed class ScopeGuardTests : IAsyncLifetime
{
    private static readonly Question Question = new(IPAddress.Parse("194.2.3.4"), 443, Transport.Tcp, Purpose.Ports);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-26T02:00:00Z", CultureInfo.InvariantCulture));
    private Func<ScopeTable?> _registry = () => Table("range 194.2.3.0/24");
    private readonly LeaseTerm _term;
    private ScopeGuard _guard = null!;

    public ScopeGuardTests() => _term = new LeaseTerm(Moment.Now(_clock), TimeSpan.FromDays(1), _clock);

    public async ValueTask InitializeAsync() =>
        _guard = (
            await ScopeGuard.OpenAsync(
                _ => Task.FromResult(_registry()),
                _term,
                _clock,
                NullLogger.Instance,
                TestContext.Current.CancellationToken
            )
        )!;

    public ValueTask DisposeAsync()
    {
        _term.Dispose();
        return _guard.DisposeAsync();
    }

    [Fact]
    public void An_exclusion_made_in_the_middle_counts_after_two_seconds_and_ends_what_runs()
    {
        using var watch = _guard.Watch(Question);
        _registry = () => Table("range 194.2.3.0/24", "exclude 194.2.3.4");

        Assert.IsType<Clearance.Allowed>(_guard.Ask(Question));
        Assert.False(watch.Ended.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(new Clearance.Denied("exclude 194.2.3.4/32 (perimeter.csv line 3)"), _guard.Ask(Question));
        Assert.True(watch.Ended.IsCancellationRequested);
        Assert.Equal("exclude 194.2.3.4/32 (perimeter.csv line 3)", watch.Because);
    }

    [Fact]
    public void What_runs_ends_when_quiet_hours_begin()
    {
        _registry = () => Table("range 194.2.3.0/24", "quiet thu 03:30-04:00");
        _clock.Advance(TimeSpan.FromSeconds(2));
        using var watch = _guard.Watch(Question);

        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.False(watch.Ended.IsCancellationRequested);
        for (var i = 0; i < 31; i++)
            _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(watch.Ended.IsCancellationRequested);
    }

    [Fact]
    public void When_the_registry_cannot_be_read_for_half_a_minute_nothing_leaves()
    {
        _registry = () => throw new Unreadable();

        Advance(28);
        Assert.IsType<Clearance.Allowed>(_guard.Ask(Question));
        Advance(4);
        Assert.IsType<Clearance.Denied>(_guard.Ask(Question));

        _registry = () => Table("range 194.2.3.0/24");
        Advance(2);
        Assert.IsType<Clearance.Allowed>(_guard.Ask(Question));
    }

    [Fact]
    public void Nothing_leaves_once_the_lease_was_not_renewed_and_a_renewal_that_comes_late_changes_nothing()
    {
        using var watch = _guard.Watch(Question);
        Assert.IsType<Clearance.Allowed>(_guard.Ask(Question));

        _term.End();

        Assert.False(_term.Extend(Moment.Now(_clock)));
        Assert.IsType<Clearance.Denied>(_guard.Ask(Question));
        Advance(2);
        Assert.True(watch.Ended.IsCancellationRequested);
    }

    [Fact]
    public void Where_a_name_points_has_to_be_learned_before_it_is_asked()
    {
        _registry = () => Table("domain ch-nord.example");
        Advance(2);
        var question = new Question(IPAddress.Parse("195.5.6.7"), 443, Transport.Tcp, Purpose.Tls, "www.ch-nord.example");

        Assert.IsType<Clearance.Denied>(_guard.Ask(question));
        _guard.Learn(new Lead(LeadKind.Name, "www.ch-nord.example", question.Address, []));

        Assert.Equal(
            new Clearance.Allowed("name www.ch-nord.example, domain ch-nord.example (perimeter.csv line 2)"),
            _guard.Ask(question)
        );
        Assert.IsType<Clearance.Denied>(_guard.Ask(question with { Address = IPAddress.Parse("195.5.6.8") }));
    }

    [Fact]
    public async Task There_is_no_guard_for_an_establishment_that_the_registry_has_not() =>
        Assert.Null(
            await ScopeGuard.OpenAsync(
                _ => Task.FromResult<ScopeTable?>(null),
                null,
                _clock,
                NullLogger.Instance,
                TestContext.Current.CancellationToken
            )
        );

    private void Advance(int seconds)
    {
        for (var i = 0; i < seconds; i += 2)
            _clock.Advance(TimeSpan.FromSeconds(2));
    }

    private static ScopeTable Table(params string[] lines) => new(Perimeters.Of(lines), new SpecialRanges([], true));

    private sealed class Unreadable : DbException;
}
