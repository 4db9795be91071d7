using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Support;

/// <summary>How one name server behaves.</summary>
internal sealed record ServerOfZones
{
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>FORMERR to EDNS: the client's second question, without it, is answered.</summary>
    public bool WithoutEdns { get; init; }
    public bool RefusesTcp { get; init; }
    public bool RefusesUdp { get; init; }
    public bool SilentOverTcp { get; init; }

    /// <summary>It sets RA, whatever it answers.</summary>
    public bool OffersRecursion { get; init; }

    /// <summary>It really recurses for strangers.</summary>
    public bool Recurses { get; init; }

    /// <summary>It carries an empty root zone: NXDOMAIN with authority for everything else.</summary>
    public bool DeniesEverythingElse { get; init; }
    public bool Transfers { get; init; }
    public bool SilentToTransfers { get; init; }
    public string? Version { get; init; }
    public bool ServesWithoutAuthority { get; init; }

    public DnsAnswer Answer(DnsQuestion question, Func<string, RecordType, DnsAnswer.Reply> recurse)
    {
        if (question.TcpOnly && RefusesTcp)
            return new DnsAnswer.Silent(Silence.Refused, "connection refused");

        if (question.TcpOnly && SilentOverTcp)
            return new DnsAnswer.Silent(Silence.TimedOut, "no connection in 5 s");

        if (!question.TcpOnly && RefusesUdp)
            return new DnsAnswer.Silent(Silence.Refused, "port unreachable");

        return Reply(question, recurse) with
        {
            WithoutEdns = WithoutEdns,
            OverTcp = question.TcpOnly,
        };
    }

    public ZoneTransfer Transfer(string zone, int most)
    {
        if (SilentToTransfers)
            return new ZoneTransfer.Silent(Silence.TimedOut, "no answer in 5 s");

        var own = Zones.FirstOrDefault(candidate => candidate.Apex == zone);
        return Transfers && own is not null
            ? new ZoneTransfer.Records([.. own.Records.Take(most)], own.Records.Count <= most)
            : new ZoneTransfer.Denied(ResponseCode.Refused);
    }

    private DnsAnswer.Reply Reply(DnsQuestion question, Func<string, RecordType, DnsAnswer.Reply> recurse)
    {
        var offers = OffersRecursion || Recurses;
        if (question.Class == 3)
            return VersionReply(question) with { RecursionAvailable = offers };

        var zone = Zones
            .Where(zone =>
                DomainName.IsAtOrBelow(question.Name, zone.Apex) && (question.Type != RecordType.DS || zone.Apex != question.Name)
            )
            .MaxBy(zone => DomainName.Labels(zone.Apex));
        if (zone is not null)
        {
            var own = zone.Answer(question.Name, question.Type);
            return own with { Authoritative = own.Authoritative && !ServesWithoutAuthority, RecursionAvailable = offers };
        }

        if (Recurses && question.RecursionDesired)
            return recurse(question.Name, question.Type) with { Authoritative = false, RecursionAvailable = true };

        return DeniesEverythingElse
            ? new DnsAnswer.Reply(ResponseCode.NXDomain, [], [], []) { Authoritative = true, RecursionAvailable = offers }
            : new DnsAnswer.Reply(ResponseCode.Refused, [], [], []) { RecursionAvailable = offers };
    }

    private DnsAnswer.Reply VersionReply(DnsQuestion question) =>
        Version is null
            ? new DnsAnswer.Reply(ResponseCode.Refused, [], [], [])
            : new DnsAnswer.Reply(
                ResponseCode.NoError,
                [new DnsRecord.Txt(question.Name, 0, [System.Text.Encoding.Latin1.GetBytes(Version)])],
                [],
                []
            );
}
