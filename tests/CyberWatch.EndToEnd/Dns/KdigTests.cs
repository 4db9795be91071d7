using System.Globalization;
using System.Net;
using CliWrap;
using CliWrap.Buffered;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Dns;

/// <summary>Our reader against Debian's kdig, on the same octets from the same server.</summary>
public class KdigTests
{
    private const string Name = "www.ch-nord.example";
    private const string Kdig = "/usr/bin/kdig";

    public static TheoryData<RecordType> Types() =>
        [
            RecordType.A,
            RecordType.AAAA,
            RecordType.NS,
            RecordType.CNAME,
            RecordType.MX,
            RecordType.TXT,
            RecordType.SRV,
            RecordType.DS,
            RecordType.TLSA,
            RecordType.CAA,
        ];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Kdig_and_our_own_reader_make_the_same_of_valid_answers(RecordType type)
    {
        Assert.SkipUnless(File.Exists(Kdig), "kdig is not installed: infra/test installs knot-dnsutils");
        var noise = new Random((int)type);
        byte[][] records = [.. Enumerable.Range(0, 12).Select(i => DnsWire.Record(type, Data(type, noise, i)))];
        await using var server = new NameServer(query => [DnsWire.Reply(query, 0x8180, records)]);

        var theirs = await AskKdigAsync(server.EndPoint, type);
        var ours = await AskAsync(server.EndPoint, type);

        Assert.Equal(12, theirs.Count);
        Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> AskKdigAsync(IPEndPoint server, RecordType type)
    {
        var result = await Cli.Wrap(Kdig)
            .WithArguments([
                "+noall",
                "+answer",
                "+noidn",
                "+time=5",
                $"@{server.Address}",
                "-p",
                Text(server.Port),
                type.ToString(),
                Name,
            ])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return
        [
            .. result
                .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries))
                .Select(fields => fields[4].Trim()),
        ];
    }

    private static async Task<List<string>> AskAsync(IPEndPoint server, RecordType type)
    {
        using var client = new WireClient(new ResolverDialer([server]), new DnsOptions(), TimeProvider.System);
        var target = new Target(server.Address, server.Port);
        var question = new DnsQuestion(Name, type) { RecursionDesired = true };
        var answer = await client.AskAsync(target, question, Purpose.NameServer, TestContext.Current.CancellationToken);
        return [.. Assert.IsType<DnsAnswer.Reply>(answer).Answers.Select(Presentation)];
    }

    private static byte[] Data(RecordType type, Random noise, int i) =>
        type switch
        {
            RecordType.A => Octets(noise, 4),
            RecordType.AAAA => [0x20, 1, 0x0D, 0xB8, .. Octets(noise, 12)],
            RecordType.NS or RecordType.CNAME => HostName(i),
            RecordType.MX => [.. Octets(noise, 2), .. HostName(i)],
            RecordType.SRV => [.. Octets(noise, 6), .. HostName(i)],
            RecordType.TXT => [5, .. "v=one"u8, (byte)(i + 1), .. Enumerable.Repeat((byte)'x', i + 1)],
            RecordType.CAA => [(byte)(i * 16), 5, .. "issue"u8, .. "ca.example"u8, (byte)('a' + i)],
            RecordType.DS => [.. Octets(noise, 2), 13, 2, .. Octets(noise, 32)],
            RecordType.TLSA => [3, 1, 1, .. Octets(noise, 32)],
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    private static byte[] HostName(int i) => DnsWire.Name($"h{i}.Ch-Nord.example".ToLowerInvariant());

    private static byte[] Octets(Random noise, int count)
    {
        var octets = new byte[count];
        noise.NextBytes(octets);
        return octets;
    }

    private static string Presentation(DnsRecord record) =>
        record switch
        {
            DnsRecord.Address address => address.Value.ToString(),
            DnsRecord.Reference reference => reference.Target + ".",
            DnsRecord.Mx mx => $"{Text(mx.Preference)} {mx.Exchange}.",
            DnsRecord.Srv srv => $"{Text(srv.Priority)} {Text(srv.Weight)} {Text(srv.Port)} {srv.Target}.",
            DnsRecord.Txt text => string.Join(
                ' ',
                text.Strings.Select(part => $"\"{System.Text.Encoding.Latin1.GetString(part.Span)}\"")
            ),
            DnsRecord.Caa caa => $"{Text(caa.Flags)} {caa.Tag} \"{caa.Value}\"",
            DnsRecord.Ds ds =>
                $"{Text(ds.KeyTag)} {Text(ds.Algorithm)} {Text(ds.DigestType)} {Convert.ToHexString(ds.Digest.Span)}",
            DnsRecord.Tlsa tlsa =>
                $"{Text(tlsa.Usage)} {Text(tlsa.Selector)} {Text(tlsa.Matching)} {Convert.ToHexString(tlsa.Data.Span)}",
            _ => record.ToString(),
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
