using CyberWatch.Infra.Network;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes.Dns.Mail;
using CyberWatch.Scanner.Probes.Dns.Servers;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Probes.Dns;

/// <summary>Asks the name system about a domain or a name of the perimeter, and states what parent, name servers and resolver say.</summary>
internal sealed class DnsProbe(TimeProvider clock, IOptions<DnsProbeOptions> options, PublicSuffixFile suffixes) : IProbe
{
    public string Id => "dns";

    public bool AppliesTo(Asset asset) => asset is Asset.Zone or Asset.HostName;

    public async Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
    {
        var sheet = new FactSheet();
        var silence = asset switch
        {
            Asset.Zone { Name: var zone } => await AskZoneAsync(zone, context, sheet, cancellationToken),
            Asset.HostName { Name: var name } => await AskNameAsync(name, context, sheet, cancellationToken),
            _ => throw new InvalidOperationException($"the dns probe does not ask {asset.Key}"),
        };
        var (values, replay) = sheet.Close();
        silence ??= NothingLearned(asset, values);
        return [new Finding(asset, Id, clock.GetUtcNow(), silence ?? (ProbeAnswer)new ProbeAnswer.Facts(values), replay)];
    }

    /// <summary>A zone for which nobody answered anything is a silence, and no answer without facts.</summary>
    private static ProbeAnswer.NoAnswer? NothingLearned(Asset asset, IReadOnlyDictionary<string, object?> values) =>
        values is { Count: 1 } && values.GetValueOrDefault(FactSheet.Undecided) is IReadOnlyList<string> { Count: > 0 } reasons
            ? new ProbeAnswer.NoAnswer(Silence.TimedOut, $"nothing was learned of {asset.Key}; {reasons[0]}")
            : null;

    private async Task<ProbeAnswer.NoAnswer?> AskZoneAsync(
        string zone,
        ProbeContext context,
        FactSheet sheet,
        CancellationToken cancellationToken
    )
    {
        if (!context.Guard.Covers(zone))
            return new ProbeAnswer.NoAnswer(Silence.NotAllowed, $"{zone} is not in the perimeter, or excluded");

        var delegation = await new DelegationSearch(context, sheet).AskAsync(zone, cancellationToken);
        if (delegation is { Parent: ParentSide.Gone, Child: Lookup.Absent { Denied: true } })
            return new ProbeAnswer.NoAnswer(Silence.NameGone, $"the servers of its parent say that {zone} does not exist");

        DelegationFacts.State(delegation, sheet);
        var list = suffixes.List;
        await Task.WhenAll(
            new ServerFacts(context, options.Value, clock, sheet).StateAsync(zone, delegation, cancellationToken),
            new DnssecFacts(context.Resolver, sheet).StateAsync(zone, delegation.DsRecords?.Count > 0, cancellationToken),
            new WildcardFacts(context.Resolver, sheet).StateAsync(zone, cancellationToken),
            new MailFacts(context.Resolver, list, sheet).StateAsync(zone, cancellationToken),
            new SpfFacts(context.Resolver, sheet).StateAsync(zone, cancellationToken),
            new DmarcFacts(context.Resolver, list, sheet).StateAsync(zone, cancellationToken),
            new CaaClimb(context.Resolver, sheet).StateAsync(zone, cancellationToken)
        );
        return null;
    }

    private static async Task<ProbeAnswer.NoAnswer?> AskNameAsync(
        string name,
        ProbeContext context,
        FactSheet sheet,
        CancellationToken cancellationToken
    )
    {
        if (!context.Guard.Covers(name))
            return new ProbeAnswer.NoAnswer(Silence.NotAllowed, $"{name} is not in the perimeter, or excluded");

        sheet.Replay(name, RecordType.A);
        sheet.Replay(name, RecordType.AAAA);
        var answer = await NameAnswer.AskAsync(context.Resolver, name, cancellationToken);
        if (answer.Denied)
            return await GoneAsync(name, context, sheet, cancellationToken);

        if (answer is { IsPositive: false, Unknown.Reason: { } reason })
            return new ProbeAnswer.NoAnswer(Silence.TimedOut, reason);

        await new HostNameFacts(context, sheet).StateAsync(answer, cancellationToken);
        return null;
    }

    /// <summary>A cached denial proves nothing: one of the zone's own servers must say it with authority.</summary>
    private static async Task<ProbeAnswer.NoAnswer> GoneAsync(
        string name,
        ProbeContext context,
        FactSheet sheet,
        CancellationToken cancellationToken
    )
    {
        for (
            var zone = DomainName.Parent(name);
            !string.IsNullOrEmpty(zone) && context.Guard.Covers(zone);
            zone = DomainName.Parent(zone)
        )
        {
            var servers = await context.Resolver.LookUpAsync(zone, RecordType.NS, cancellationToken);
            foreach (var server in servers.Records<DnsRecord.Reference>().Select(record => record.Target))
            {
                if (await IsDeniedByAsync(server, zone, name, context, sheet, cancellationToken))
                    return new ProbeAnswer.NoAnswer(Silence.NameGone, $"{server} denies {name} with authority");
            }
        }

        return new ProbeAnswer.NoAnswer(
            Silence.Unreachable,
            $"our resolver denies {name}, but no server of its zone confirmed it"
        );
    }

    private static async Task<bool> IsDeniedByAsync(
        string server,
        string zone,
        string name,
        ProbeContext context,
        FactSheet sheet,
        CancellationToken cancellationToken
    )
    {
        var place = await NameAnswer.AskAsync(context.Resolver, server, cancellationToken);
        if (place.Addresses.Count == 0)
            return false;

        var address = place.Addresses[0];
        context.Guard.Learn(new Lead(LeadKind.NameServer, zone, address, []));
        sheet.Replay($"dig @{address} {name} A +norecurse");
        var question = new DnsQuestion(name, RecordType.A);
        var answer = await context.Authorities.AskAsync(address, question, Purpose.NameServer, cancellationToken);
        return answer is DnsAnswer.Reply { Authoritative: true, Code: ResponseCode.NXDomain, Answers.Count: 0 };
    }
}
