using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public sealed class PatientAuthoritiesTests
{
    private static readonly IPAddress Server = IPAddress.Parse("203.0.113.53");

    [Fact]
    public async Task A_server_that_never_spoke_is_asked_twice_each_way()
    {
        var played = new Played();
        var servers = new PatientAuthorities(played);

        for (var zone = 0; zone < 30; zone++)
        {
            await AskAsync(servers, "SOA", overTcp: false);
            await AskAsync(servers, "SOA", overTcp: true);
            await servers.TransferAsync(Server, "ch-nord.example", 10, TestContext.Current.CancellationToken);
        }

        Assert.Equal((2, 2), (played.Udp, played.Tcp));
    }

    [Fact]
    public async Task A_server_that_drops_some_questions_is_still_asked_others()
    {
        var played = new Played { Speaks = true };
        var servers = new PatientAuthorities(played);
        await AskAsync(servers, "SOA", overTcp: false);

        played.Speaks = false;
        for (var i = 0; i < 10; i++)
            await AskAsync(servers, "TXT", overTcp: false);

        Assert.Equal(11, played.Udp);
    }

    private static Task<DnsAnswer> AskAsync(PatientAuthorities servers, string type, bool overTcp) =>
        servers.AskAsync(
            Server,
            new DnsQuestion("ch-nord.example", Enum.Parse<RecordType>(type)) { TcpOnly = overTcp },
            Purpose.NameServer,
            TestContext.Current.CancellationToken
        );

    private sealed class Played : IAuthorities
    {
        public bool Speaks { get; set; }
        public int Udp { get; private set; }
        public int Tcp { get; private set; }

        public Task<DnsAnswer> AskAsync(
            IPAddress server,
            DnsQuestion question,
            Purpose purpose,
            CancellationToken cancellationToken
        )
        {
            _ = question.TcpOnly ? Tcp++ : Udp++;
            return Task.FromResult<DnsAnswer>(
                Speaks ? new DnsAnswer.Reply(ResponseCode.NoError, [], [], []) : new DnsAnswer.Silent(Silence.TimedOut, "played")
            );
        }

        public Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken)
        {
            Tcp++;
            return Task.FromResult<ZoneTransfer>(new ZoneTransfer.Silent(Silence.TimedOut, "played"));
        }
    }
}
