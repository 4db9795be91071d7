using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Scanner.Discovery;

public class NameExistenceTests
{
    private const string Name = "app.provider.example";

    public static TheoryData<string, DnsAnswer> Answers { get; } =
        new()
        {
            { "No", Reply(ResponseCode.NXDomain) },
            { "No", Reply(ResponseCode.NoError, Nsec(Name, RecordType.RRSIG, RecordType.NSEC, (RecordType)128)) },
            { "Yes", Reply(ResponseCode.NoError) },
            { "Yes", Reply(ResponseCode.NoError, Nsec(Name, RecordType.RRSIG, RecordType.NSEC, RecordType.TXT)) },
            { "Yes", Data(ResponseCode.NoError, new DnsRecord.Address(Name, RecordType.A, 60, IPAddress.Loopback)) },
            { "Yes", Data(ResponseCode.NXDomain, new DnsRecord.Reference(Name, RecordType.CNAME, 60, "gone.example")) },
            { "Unknown", Reply(ResponseCode.NoError, Nsec(Name, RecordType.RRSIG, RecordType.NSEC)) },
            { "Unknown", Reply(ResponseCode.ServFail) },
            { "Unknown", Reply(ResponseCode.Refused) },
            { "Unknown", new DnsAnswer.Silent(Silence.TimedOut, "") },
        };

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public void Name_exists_does_not_or_nobody_knows(string expected, DnsAnswer answer) =>
        Assert.Equal(expected, NameExistence.Of(answer, Name).ToString());

    [Theory]
    [InlineData("nnn", "No")]
    [InlineData("nny", "Yes")]
    [InlineData("nnu", "Unknown")]
    [InlineData("unn", "Unknown")]
    [InlineData("uuu", "Unknown")]
    public async Task Three_denials_are_needed_for_a_no(string script, string expected)
    {
        var resolver = new Scripted(script);

        var existence = await NameExistence.AskAsync(resolver, Name, TestContext.Current.CancellationToken);

        Assert.Equal(expected, existence.ToString());
    }

    private static DnsAnswer.Reply Reply(ResponseCode code, params DnsRecord[] authority) => new(code, [], authority, []);

    private static DnsAnswer.Reply Data(ResponseCode code, params DnsRecord[] answers) => new(code, answers, [], []);

    private static DnsRecord.Nsec Nsec(string owner, params RecordType[] types) => new(owner, 60, "\\000." + owner, types);

    private sealed class Scripted(string script) : IResolver
    {
        private int _at;

        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
            AskAsync(new DnsQuestion(name, type), cancellationToken);

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            Task.FromResult<DnsAnswer>(
                script[_at++] switch
                {
                    'n' => Reply(ResponseCode.NXDomain),
                    'y' => Reply(ResponseCode.NoError),
                    _ => Reply(ResponseCode.ServFail),
                }
            );
    }
}
