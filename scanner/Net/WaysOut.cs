using CyberWatch.Infra.Network;
using CyberWatch.Infra.Registry;
using CyberWatch.Scanner.Net.Nmap;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net;

/// <summary>Opens the way out for a scan of one establishment.</summary>
public sealed class WaysOut(
    PerimeterReader perimeters,
    RateLimits rates,
    RateShare share,
    TimeProvider clock,
    IOptions<SpecialRangeOptions> special,
    IOptions<DialerOptions> dialer,
    NmapInstallation nmap,
    NmapRoom room,
    IOptions<NmapOptions> nmapOptions,
    ILoggerFactory loggers
)
{
    /// <summary>
    /// Null when the registry has no such establishment. Without a valid mandate it opens, and its guard denies everything; it does so too
    /// when the term of the lease, where there is one, is over.
    /// </summary>
    public async Task<WayOut?> OpenAsync(string finess, LeaseTerm? term, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<ScopeGuard>();
        var guard = await ScopeGuard.OpenAsync(token => ReadAsync(finess, token), term, clock, logger, cancellationToken);
        if (guard is null)
            return null;

        var allowance = new Allowance(rates, finess) { Term = term };
        return new WayOut(
            guard,
            // a guard that is open is closed by its way out alone
            await share.JoinAsync(CancellationToken.None),
            new Dialer(guard, allowance, clock, dialer, loggers.CreateLogger<Dialer>()),
            new NmapPortScanner(guard, allowance, nmap, room, clock, nmapOptions, loggers.CreateLogger<NmapPortScanner>())
        );
    }

    private async Task<ScopeTable?> ReadAsync(string finess, CancellationToken cancellationToken) =>
        await perimeters.ReadAsync(finess, cancellationToken) is { } perimeter
            ? new ScopeTable(perimeter, special.Value.Now())
            : null;
}
