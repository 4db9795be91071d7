using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>States who takes the mail of a zone and what protects its way: MX, MTA-STS, TLS-RPT, and whether there is DKIM at all.</summary>
internal sealed class MailFacts(IResolver resolver, PublicSuffixList? suffixes, FactSheet sheet)
{
    public async Task StateAsync(string zone, CancellationToken cancellationToken)
    {
        sheet.Replay(zone, RecordType.MX);
        var lookup = await resolver.LookUpAsync(zone, RecordType.MX, cancellationToken);
        if (lookup is Lookup.Unknown { Reason: var reason })
            sheet.Leave(reason, "mx", "null_mx", "accepts_mail", "expected_mail");
        else
            State(zone, [.. lookup.Records<DnsRecord.Mx>()]);

        await StateTextsAsync(
            $"_mta-sts.{zone}",
            "v=STSv1",
            "mta_sts_records",
            count => sheet.Number("mta_sts_records", count),
            cancellationToken
        );
        await StateTextsAsync(
            $"_smtp._tls.{zone}",
            "v=TLSRPTv1",
            "tls_rpt",
            count => sheet.Flag("tls_rpt", count > 0),
            cancellationToken
        );
        await StateDkimAsync(zone, cancellationToken);
    }

    private void State(string zone, List<DnsRecord.Mx> exchangers)
    {
        var none = exchangers is [{ Preference: 0, Exchange: "" }];
        var accepts = !none && exchangers.Count > 0;
        sheet.List(
            "mx",
            none
                ? []
                : exchangers
                    .OrderBy(mx => mx.Preference)
                    .ThenBy(mx => mx.Exchange, StringComparer.Ordinal)
                    .Select(mx => mx.Exchange)
        );
        sheet.Flag("null_mx", none);
        sheet.Flag("accepts_mail", accepts);
        if (accepts || suffixes is not null)
            sheet.Flag("expected_mail", accepts || suffixes?.OrganisationalDomain(zone) == zone);
        else
            sheet.Leave("there is no public suffix list to say whether it is an apex", "expected_mail");
    }

    private async Task StateTextsAsync(
        string name,
        string version,
        string fact,
        Action<int> state,
        CancellationToken cancellationToken
    )
    {
        sheet.Replay(name, RecordType.TXT);
        var lookup = await resolver.LookUpAsync(name, RecordType.TXT, cancellationToken);
        if (lookup is Lookup.Unknown { Reason: var reason })
            sheet.Leave(reason, fact);
        else
            state(lookup.Records<DnsRecord.Txt>().Count(text => IsOf(text.Joined, version)));
    }

    // the version stands first, then a separator (RFC 8461 section 3.1, RFC 8460 section 3)
    private static bool IsOf(string text, string version) =>
        text.StartsWith(version, StringComparison.Ordinal) && text[version.Length..].TrimStart() is "" or [';', ..];

    /// <summary>
    /// NXDOMAIN at _domainkey denies all below it (RFC 8020). Any other answer shows that something is there, if only the empty name above a key,
    /// but only where a random name beside it is denied: a wildcard, or a server that denies nothing, answers for both.
    /// </summary>
    private async Task StateDkimAsync(string zone, CancellationToken cancellationToken)
    {
        var name = $"_domainkey.{zone}";
        sheet.Replay(name, RecordType.TXT);
        var keys = await resolver.LookUpAsync(name, RecordType.TXT, cancellationToken);
        if (keys is Lookup.Unknown { Reason: var reason })
        {
            sheet.Leave(reason, "dkim_below");
            return;
        }

        if (keys is Lookup.Absent { Denied: true, Aliases.Count: 0 })
        {
            sheet.Text("dkim_below", "absent");
            return;
        }

        var sibling = await resolver.LookUpAsync($"_{WildcardAnswer.RandomLabel()}.{zone}", RecordType.TXT, cancellationToken);
        if (sibling is Lookup.Absent { Denied: true, Aliases.Count: 0 })
            sheet.Text("dkim_below", "exists");
        else
            sheet.Leave("a random name beside _domainkey is not denied either, as under a wildcard", "dkim_below");
    }
}
