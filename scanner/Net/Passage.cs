using System.Net;

namespace CyberWatch.Scanner.Net;

/// <summary>The rate limits as one establishment's scan sees them.</summary>
internal sealed record Allowance(RateLimits Limits, string Finess)
{
    /// <summary>The lease that is scanned under, where there is one.</summary>
    public LeaseTerm? Term { get; init; }

    /// <summary>A program that sends by itself may go on for so long without being looked after.</summary>
    public bool Covers(TimeSpan span) => !(Term?.Left <= span) && Limits.Covers(span);

    public ValueTask TakeAsync(IPAddress address, int packets, CancellationToken cancellationToken) =>
        Limits.TakeAsync(Finess, address, packets, cancellationToken);

    public Task<RateLease> LendAsync(IPAddress address, CancellationToken cancellationToken) =>
        Limits.LendAsync(Finess, address, cancellationToken);

    public Task<RateLease> LendForAllAsync(CancellationToken cancellationToken) => Limits.LendAsync(Finess, cancellationToken);
}

/// <summary>What every packet of an open connection passes: the guard once more, since it may have been closed meanwhile, and the rate limits.</summary>
internal sealed record Passage(IScopeGuard Guard, Allowance Allowance, Question Question)
{
    private const int SegmentSize = 1_400;

    /// <summary>Waits for the rate limits; then null when the bytes may leave, else the line that refused them.</summary>
    public async ValueTask<string?> PassAsync(int bytes, CancellationToken cancellationToken)
    {
        await Allowance.TakeAsync(Question.Address, 1 + bytes / SegmentSize, cancellationToken);
        return Guard.Ask(Question) is Clearance.Denied denied ? denied.Because : null;
    }
}
