using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>How a validating resolver sees a zone, and with what it is signed. Our resolver validates when the root comes with AD.</summary>
internal sealed class DnssecFacts(IResolver resolver, FactSheet sheet)
{
    public async Task StateAsync(string zone, bool? hasDs, CancellationToken cancellationToken)
    {
        sheet.Replay(zone, RecordType.SOA, "+dnssec");
        sheet.Replay(zone, RecordType.SOA, "+dnssec +cdflag");
        var (verdict, reason) = await VerdictAsync(zone, hasDs, cancellationToken);
        if (verdict is null)
            sheet.Leave(reason, "dnssec");
        else
            sheet.Text("dnssec", verdict);

        if (await RecordsAsync(zone, RecordType.DNSKEY, "dnskey_algorithms", cancellationToken) is { } keys)
            sheet.List("dnskey_algorithms", Algorithms(keys));

        if (await RecordsAsync(zone, RecordType.CDS, "cds", cancellationToken) is { } cds)
            sheet.Flag("cds", cds is Lookup.Found);

        if (await RecordsAsync(zone, RecordType.NSEC3PARAM, "nsec3_iterations", cancellationToken) is { } parameters)
            sheet.Number("nsec3_iterations", Iterations(parameters));
    }

    /// <summary>
    /// Fails twice with checking, answers without it between the two, and the parent has a DS: bogus. Anything less is no proof. An algorithm that
    /// nobody knows is insecure by RFC 4035 section 5.2, never bogus.
    /// </summary>
    private async Task<(string? Verdict, string Reason)> VerdictAsync(
        string zone,
        bool? hasDs,
        CancellationToken cancellationToken
    )
    {
        var checkedAnswer = await AskAsync(zone, RecordType.SOA, false, cancellationToken);
        if (checkedAnswer is DnsAnswer.Reply { Code: ResponseCode.NoError or ResponseCode.NXDomain } reply)
        {
            if (reply.AuthenticData)
                return ("secure", "");

            return await ValidatesAsync(cancellationToken) ? ("insecure", "") : (null, "our resolver does not validate");
        }

        var uncheckedAnswer = await AskAsync(zone, RecordType.SOA, true, cancellationToken);
        var again = await AskAsync(zone, RecordType.SOA, false, cancellationToken);
        var bogus =
            hasDs == true
            && checkedAnswer is DnsAnswer.Reply { Code: ResponseCode.ServFail }
            && again is DnsAnswer.Reply { Code: ResponseCode.ServFail }
            && uncheckedAnswer is DnsAnswer.Reply { Code: ResponseCode.NoError, Answers.Count: > 0 };
        return bogus ? ("bogus", "") : (null, $"{DelegationSearch.Said(checkedAnswer)} to {zone} SOA");
    }

    private async Task<bool> ValidatesAsync(CancellationToken cancellationToken) =>
        await AskAsync("", RecordType.SOA, false, cancellationToken) is DnsAnswer.Reply { AuthenticData: true };

    /// <summary>Without checking, so that a bogus zone still shows its keys; null when it could not be told.</summary>
    private async Task<Lookup?> RecordsAsync(string zone, RecordType type, string fact, CancellationToken cancellationToken)
    {
        var lookup = Lookup.Of(await AskAsync(zone, type, true, cancellationToken), zone, type);
        if (lookup is not Lookup.Unknown { Reason: var reason })
            return lookup;

        sheet.Leave(reason, fact);
        return null;
    }

    private static IEnumerable<string> Algorithms(Lookup keys) =>
        keys.Records<DnsRecord.DnsKey>().Select(key => $"{key.Algorithm}").Distinct().Order(StringComparer.Ordinal);

    private static int? Iterations(Lookup parameters) =>
        parameters.Records<DnsRecord.Nsec3Param>().Select(record => (int?)record.Iterations).Max();

    private Task<DnsAnswer> AskAsync(string name, RecordType type, bool withoutChecking, CancellationToken cancellationToken) =>
        resolver.AskAsync(
            new DnsQuestion(name, type)
            {
                RecursionDesired = true,
                DnssecOk = true,
                CheckingDisabled = withoutChecking,
            },
            cancellationToken
        );
}
