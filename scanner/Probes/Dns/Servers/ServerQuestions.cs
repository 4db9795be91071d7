using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>What one address of a name server showed. Null: could not be decided; <see cref="Lost"/> says why.</summary>
internal sealed record ServerAnswer(string Server)
{
    public bool? Lame { get; init; }
    public bool? TcpRefused { get; init; }
    public bool? NoEdns { get; init; }
    public bool? Offers { get; init; }
    public bool? Recurses { get; init; }
    public int? TransferNames { get; init; }

    /// <summary>What it says to version.bind; empty when it says nothing.</summary>
    public string? Version { get; init; }
    public required string Lost { get; init; }
}

/// <summary>Asks one address of a name server: SOA over UDP and TCP, a foreign name, version.bind, a transfer. At most eight questions.</summary>
internal sealed class ServerQuestions(ProbeContext context, DnsProbeOptions options, TimeProvider clock, FactSheet sheet)
{
    private const int Tries = 3;

    public async Task<ServerAnswer> AskAsync(
        string name,
        IPAddress address,
        string zone,
        ForeignName foreign,
        CancellationToken cancellationToken
    )
    {
        sheet.Replay($"dig @{address} {zone} SOA +norecurse");
        var soa = await SoaAsync(address, zone, cancellationToken);
        sheet.Replay($"dig @{address} {zone} SOA +norecurse +tcp");
        var tcp = await AskAsync(address, new DnsQuestion(zone, RecordType.SOA) { TcpOnly = true }, cancellationToken);
        var answer = new ServerAnswer($"{name} ({address})")
        {
            Lame = IsLame(soa, tcp, zone),
            TcpRefused = tcp switch
            {
                DnsAnswer.Reply => false,
                DnsAnswer.Silent { Why: Silence.Refused } => true,
                _ => null,
            },
            NoEdns = soa is DnsAnswer.Reply { WithoutEdns: var without } ? without : null,
            Lost = $"{address}: {DelegationSearch.Said(soa is DnsAnswer.Silent ? soa : tcp)}",
        };

        // who answers neither way is not asked four times more
        return soa is DnsAnswer.Silent && tcp is DnsAnswer.Silent
            ? answer
            : await AskMoreAsync(answer, address, zone, foreign, cancellationToken);
    }

    private async Task<ServerAnswer> AskMoreAsync(
        ServerAnswer answer,
        IPAddress address,
        string zone,
        ForeignName foreign,
        CancellationToken cancellationToken
    )
    {
        sheet.Replay($"dig @{address} {foreign.Name} A +recurse");
        var recursion = await AskAsync(
            address,
            new DnsQuestion(foreign.Name, RecordType.A) { RecursionDesired = true },
            cancellationToken
        );
        sheet.Replay($"dig @{address} version.bind TXT CH +norecurse");
        var version = await AskAsync(address, new DnsQuestion("version.bind", RecordType.TXT) { Class = 3 }, cancellationToken);
        sheet.Replay($"dig @{address} {zone} AXFR");
        var transfer = await context.Authorities.TransferAsync(address, zone, options.TransferRecords, cancellationToken);
        return answer with
        {
            Offers = recursion is DnsAnswer.Reply { RecursionAvailable: var offers } ? offers : null,
            Recurses = foreign.RecursedBy(recursion),
            Version = VersionOf(version),
            TransferNames = NamesOf(transfer),
        };
    }

    /// <summary>Asks until it answers with authority, three times at most and with pauses, so that one bad moment is no lame server.</summary>
    private async Task<DnsAnswer> SoaAsync(IPAddress address, string zone, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(address, new DnsQuestion(zone, RecordType.SOA), cancellationToken);
        for (var i = 1; i < Tries && answer is DnsAnswer.Reply && !IsOwnSoa(answer, zone); i++)
        {
            await Task.Delay(options.Pause, clock, cancellationToken);
            answer = await AskAsync(address, new DnsQuestion(zone, RecordType.SOA), cancellationToken);
        }

        return answer;
    }

    private static bool? IsLame(DnsAnswer udp, DnsAnswer tcp, string zone)
    {
        if (IsOwnSoa(udp, zone) || IsOwnSoa(tcp, zone))
            return false;

        var refused = udp is DnsAnswer.Silent { Why: Silence.Refused } && tcp is DnsAnswer.Silent { Why: Silence.Refused };
        return udp is DnsAnswer.Reply || refused ? true : null;
    }

    private static bool IsOwnSoa(DnsAnswer answer, string zone) =>
        answer is DnsAnswer.Reply { Code: ResponseCode.NoError, Authoritative: true } reply
        && reply.Answers.Any(record => record is DnsRecord.Soa && record.Owner == zone);

    private static string? VersionOf(DnsAnswer answer) =>
        answer is DnsAnswer.Reply reply
            ? string.Concat(reply.Answers.OfType<DnsRecord.Txt>().Take(1).Select(text => text.Joined))
            : null;

    /// <summary>0 where it was denied, or TCP was; null where it failed, or broke off before it had shown more than the apex.</summary>
    private static int? NamesOf(ZoneTransfer transfer)
    {
        if (transfer is not ZoneTransfer.Records { All: var records, Complete: var complete })
        {
            var denied = transfer is ZoneTransfer.Denied { Code: not ResponseCode.ServFail };
            return denied || transfer is ZoneTransfer.Silent { Why: Silence.Refused } ? 0 : null;
        }

        var names = records.Select(record => record.Owner).Distinct().Count();
        return complete || names > ServerFacts.NamesOfAnApex ? names : null;
    }

    private Task<DnsAnswer> AskAsync(IPAddress server, DnsQuestion question, CancellationToken cancellationToken) =>
        context.Authorities.AskAsync(server, question, Purpose.NameServer, cancellationToken);
}
