using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Support;

/// <summary>One zone as its own server answers for it: cuts, empty non-terminals, wildcards at the closest encloser, aliases (RFC 1034, 4592, 6604).</summary>
internal sealed class Zone(string apex, IReadOnlyList<DnsRecord> records)
{
    public string Apex => apex;
    public IReadOnlyList<DnsRecord> Records => records;

    private DnsRecord Soa =>
        records.FirstOrDefault(record => record is DnsRecord.Soa && record.Owner == apex)
        ?? new DnsRecord.Soa(apex, 300, $"ns.{apex}", $"hostmaster.{apex}", 1, 3600, 900, 604800, 300);

    /// <summary>Answers for a name at or below the apex. An alias is not followed out of this zone.</summary>
    public DnsAnswer.Reply Answer(string name, RecordType type)
    {
        List<DnsRecord> answers = [];
        var at = name;
        for (var steps = 0; steps < 20; steps++)
        {
            if (CutAbove(at, type) is { } cut)
                return answers.Count > 0 ? Reply(ResponseCode.NoError, answers, []) : Referral(cut);

            if (RecordsAt(at) is not { } here)
                return Reply(ResponseCode.NXDomain, answers, [Soa]);

            var wanted = here.Where(record => record.Type == type).ToList();
            if (wanted.Count > 0)
                return Reply(ResponseCode.NoError, [.. answers, .. wanted], []);

            if (here.OfType<DnsRecord.Reference>().FirstOrDefault(record => record.Type == RecordType.CNAME) is not { } alias)
                return Reply(ResponseCode.NoError, answers, [Soa]);

            answers.Add(alias);
            at = alias.Target;
            if (!DomainName.IsAtOrBelow(at, apex))
                break;
        }

        return Reply(ResponseCode.NoError, answers, []);
    }

    /// <summary>What stands at the name, by a wildcard if need be; empty at an empty non-terminal, null where there is no name.</summary>
    private List<DnsRecord>? RecordsAt(string name)
    {
        if (Exists(name))
            return [.. records.Where(record => record.Owner == name)];

        var encloser = name;
        while (!Exists(encloser))
            encloser = DomainName.Parent(encloser)!;

        var wildcard = encloser.Length == 0 ? "*" : $"*.{encloser}";
        var found = records.Where(record => record.Owner == wildcard).Select(record => record with { Owner = name }).ToList();
        return found.Count > 0 || Exists(wildcard) ? found : null;
    }

    private bool Exists(string name) => name == apex || records.Any(record => DomainName.IsAtOrBelow(record.Owner, name));

    private string? CutAbove(string name, RecordType type)
    {
        for (var at = name; at != apex; at = DomainName.Parent(at)!)
        {
            var parentSide = at == name && type == RecordType.DS;
            if (!parentSide && records.Any(record => record.Type == RecordType.NS && record.Owner == at))
                return at;
        }

        return null;
    }

    private DnsAnswer.Reply Referral(string cut)
    {
        var servers = records.Where(record => record.Type == RecordType.NS && record.Owner == cut).ToList();
        var names = servers.OfType<DnsRecord.Reference>().Select(server => server.Target).ToHashSet();
        return new DnsAnswer.Reply(
            ResponseCode.NoError,
            [],
            servers,
            [.. records.OfType<DnsRecord.Address>().Where(address => names.Contains(address.Owner))]
        );
    }

    private static DnsAnswer.Reply Reply(
        ResponseCode code,
        IReadOnlyList<DnsRecord> answers,
        IReadOnlyList<DnsRecord> authority
    ) => new(code, answers, authority, []) { Authoritative = true };
}
