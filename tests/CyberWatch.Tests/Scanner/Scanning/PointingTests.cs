using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Scanning;

namespace CyberWatch.Tests.Scanner.Scanning;

public sealed class PointingTests
{
    private const string Name = "www.ch-exemple.example";
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.10");
    private static readonly DnsAnswer Denied = Reply(ResponseCode.NXDomain);
    private static readonly DnsAnswer Root = Reply(
        ResponseCode.NoError,
        new DnsRecord.Reference("", RecordType.NS, 60, "a.root.example")
    );
    private static readonly DnsAnswer Silent = new DnsAnswer.Silent(Silence.TimedOut, "no answer");

    [Fact]
    public async Task A_denial_counts_when_the_resolver_answered_something_else()
    {
        var resolver = new PlayedResolver(Denied, Root);

        var why = await WhyNotAsync(new Pointing(resolver));

        Assert.Equal((Silence.NameGone, $"{Name} does not exist"), (why!.Why, why.Detail));
    }

    [Theory]
    [InlineData("denied", Silence.OurFault)]
    [InlineData("silent", Silence.OurFault)]
    public async Task A_resolver_that_says_nothing_else_proves_nothing(string everythingElse, Silence expected)
    {
        var resolver = new PlayedResolver(Denied, everythingElse == "denied" ? Denied : Silent);

        Assert.Equal(expected, (await WhyNotAsync(new Pointing(resolver)))!.Why);
    }

    [Fact]
    public async Task What_a_probe_was_told_is_held_to_the_same()
    {
        var finding = new Finding(
            new Asset.HostName(Name),
            "dns",
            DateTimeOffset.UnixEpoch,
            new ProbeAnswer.NoAnswer(Silence.NameGone, "NXDOMAIN"),
            []
        );

        var alone = await new Pointing(new PlayedResolver(Denied, Denied)).TrustedAsync(finding, Token);
        var trusted = await new Pointing(new PlayedResolver(Denied, Root)).TrustedAsync(finding, Token);

        Assert.Equal(Silence.OurFault, Assert.IsType<ProbeAnswer.NoAnswer>(alone.Answer).Why);
        Assert.Equal(finding, trusted);
    }

    [Fact]
    public async Task A_resolver_that_fails_says_nothing_about_the_name()
    {
        var why = await WhyNotAsync(new Pointing(new PlayedResolver(Silent, Root)));

        Assert.Equal(Silence.TimedOut, why!.Why);
    }

    [Fact]
    public async Task A_name_that_points_there_is_no_reason_and_one_that_points_elsewhere_is()
    {
        var here = new PlayedResolver(At(Address), Root);
        var elsewhere = new PlayedResolver(At(IPAddress.Parse("203.0.113.11")), Root);

        Assert.Null(await WhyNotAsync(new Pointing(here)));
        Assert.Equal(Silence.NameGone, (await WhyNotAsync(new Pointing(elsewhere)))!.Why);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<ProbeAnswer.NoAnswer?> WhyNotAsync(Pointing pointing) => pointing.WhyNotAsync(Name, Address, Token);

    private static DnsAnswer At(IPAddress address) =>
        Reply(ResponseCode.NoError, new DnsRecord.Address(Name, RecordType.A, 60, address));

    private static DnsAnswer Reply(ResponseCode code, params DnsRecord[] answers) => new DnsAnswer.Reply(code, answers, [], []);

    private sealed class PlayedResolver(DnsAnswer ofTheName, DnsAnswer ofAllElse) : IResolver
    {
        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
            Task.FromResult(name == Name ? ofTheName : ofAllElse);

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            AskAsync(question.Name, question.Type, cancellationToken);
    }
}
