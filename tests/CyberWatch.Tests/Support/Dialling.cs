using CyberWatch.Scanner.Net;
using Microsoft.Extensions.Logging.Abstractions;

namespace CyberWatch.Tests.Support;

/// <summary>The real dialer over a guard of the test's, without a rate that could be felt.</summary>
internal static class Dialling
{
    public static RateLimits Unlimited { get; } =
        new(
            Microsoft.Extensions.Options.Options.Create(
                new RateOptions
                {
                    PerAddress = 1_000_000,
                    PerEstablishment = 1_000_000,
                    InAll = 1_000_000,
                }
            ),
            TimeProvider.System
        );

    public static IDialer Through(IScopeGuard guard, TimeSpan? connectTimeout = null) =>
        new Dialer(
            guard,
            new Allowance(Unlimited, "990000001"),
            TimeProvider.System,
            Microsoft.Extensions.Options.Options.Create(
                new DialerOptions { ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(5) }
            ),
            NullLogger<Dialer>.Instance
        );
}
