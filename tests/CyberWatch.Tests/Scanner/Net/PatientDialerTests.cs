using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Tests.Scanner.Net;

public sealed class PatientDialerTests
{
    private static readonly IPAddress Host = IPAddress.Parse("203.0.113.10");

    [Theory]
    [InlineData(Silence.TimedOut, 2)]
    [InlineData(Silence.Unreachable, 2)]
    [InlineData(Silence.Refused, 40)]
    [InlineData(Silence.Reset, 40)]
    [InlineData(Silence.NotAllowed, 40)]
    public async Task A_silent_port_is_knocked_at_twice_and_one_that_speaks_each_time(Silence silence, int knocks)
    {
        var played = new Played { Why = silence };
        var dialer = new PatientDialer(played);

        for (var i = 0; i < 40; i++)
            await DialAsync(dialer, 443);

        Assert.Equal(knocks, played.Knocks);
    }

    [Fact]
    public async Task Another_port_is_another_door()
    {
        var played = new Played { Why = Silence.TimedOut };
        var dialer = new PatientDialer(played);

        foreach (var port in (int[])[443, 443, 443, 80])
            await DialAsync(dialer, port);

        Assert.Equal(3, played.Knocks);
    }

    [Fact]
    public async Task What_is_said_without_knocking_proves_nothing()
    {
        var dialer = new PatientDialer(new Played { Why = Silence.TimedOut });

        for (var i = 0; i < 2; i++)
            await DialAsync(dialer, 443);
        var silent = Assert.IsType<Dialled.Silent>(await DialAsync(dialer, 443));

        Assert.Equal(Silence.TimedOut, silent.Why);
        Assert.Equal("203.0.113.10:443 did not answer 2 times in a row and was not asked again in this scan", silent.Detail);
    }

    private static Task<Dialled> DialAsync(PatientDialer dialer, int port) =>
        dialer.ConnectAsync(new Target(Host, port), Purpose.Tls, TestContext.Current.CancellationToken);

    private sealed class Played : IDialer
    {
        public required Silence Why { get; init; }
        public int Knocks { get; private set; }

        public Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken)
        {
            Knocks++;
            return Task.FromResult<Dialled>(new Dialled.Silent(Why, "played"));
        }

        public Task<DialledDatagrams> ConnectDatagramsAsync(
            Target target,
            Purpose purpose,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
