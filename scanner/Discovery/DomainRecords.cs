using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Probes.Dns.Mail;

namespace CyberWatch.Scanner.Discovery;

/// <summary>Reads what the records of a declared domain itself name: mail exchangers, name servers, mail policy, services, an open transfer.</summary>
internal sealed class DomainRecords(NameBook book, NameSearch search, ProbeContext context, NameDiscoveryOptions options)
{
    private static readonly RecordType[] Apex = [RecordType.MX, RecordType.NS, RecordType.TXT];

    private static readonly string[] Services =
    [
        .. Each("_tcp", "_autodiscover", "_sip", "_sips", "_sipfederationtls", "_h323cs", "_xmpp-client", "_xmpp-server"),
        .. Each("_tcp", "_imap", "_imaps", "_pop3", "_pop3s", "_submission", "_submissions", "_sieve"),
        .. Each("_tcp", "_caldav", "_caldavs", "_carddav", "_carddavs", "_ldap", "_ldaps", "_kerberos", "_kpasswd", "_gc"),
        .. Each("_tcp", "_dicom", "_dicom-tls", "_hl7", "_fhir", "_vlmcs", "_turn", "_turns", "_matrix-fed"),
        .. Each("_udp", "_sip", "_kerberos", "_stun", "_turn", "_ntp"),
    ];

    /// <summary>Mail exchangers, name servers and mail policy of a declared domain; in a wide search its services and its transfer too.</summary>
    public async Task ReadAsync(string domain, bool wide, CancellationToken cancellationToken)
    {
        if (!book.Covers(domain))
            return;

        // together, so that a domain for which nobody answers costs one time-out and not three
        var said = await Task.WhenAll(Apex.Select(type => context.Resolver.LookUpAsync(domain, type, cancellationToken)));
        if (said.FirstOrDefault(lookup => lookup is Lookup.Unknown) is Lookup.Unknown unknown)
            book.Unanswered(new Remark.NameNotLooked(domain, unknown.Word));
        foreach (var mx in said.SelectMany(lookup => lookup.Records<DnsRecord.Mx>()))
            await LearnAsync(LeadKind.MailExchanger, domain, mx.Exchange, NameOrigin.MailExchanger, cancellationToken);

        foreach (var ns in said.SelectMany(lookup => lookup.Records<DnsRecord.Reference>()))
            await LearnAsync(LeadKind.NameServer, domain, ns.Target, NameOrigin.NameServer, cancellationToken);

        foreach (var text in said.SelectMany(lookup => lookup.Records<DnsRecord.Txt>()))
            SuggestMailPolicy(domain, text.Joined);

        if (Array.TrueForAll(said, lookup => lookup is Lookup.Unknown))
            book.Mute(domain, (Lookup.Unknown)said[0]);
        else if (wide)
            await ReadMoreAsync(domain, cancellationToken);
    }

    private async Task ReadMoreAsync(string domain, CancellationToken cancellationToken)
    {
        await search.ForEachAsync(Services.Select(service => $"{service}.{domain}"), ReadServicesAsync, cancellationToken);
        await TransferAsync(domain, cancellationToken);
    }

    private async Task ReadServicesAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var service in (await AskAsync(name, RecordType.SRV, cancellationToken)).Records<DnsRecord.Srv>())
            book.Suggest(service.Target, NameOrigin.Service);
    }

    private void SuggestMailPolicy(string domain, string text)
    {
        if (!SpfRecord.IsSpf(text))
            return;

        var record = SpfRecord.Parse(text);
        var named = record.Terms.OfType<SpfTerm.Mechanism>().Select(term => term.Domain).Append(record.Redirect);
        foreach (var name in named.OfType<string>().Select(spec => SpfMacro.Expand(spec, domain, domain)).OfType<string>())
            book.Suggest(name, NameOrigin.MailPolicy);
    }

    private async Task LearnAsync(
        LeadKind kind,
        string domain,
        string host,
        NameOrigin origin,
        CancellationToken cancellationToken
    )
    {
        // the root is no host: a null MX (RFC 7505)
        if (host.Length == 0 || (DomainName.IsAtOrBelow(host, domain) && !book.Covers(host)))
            return;

        book.Suggest(host, origin);
        var answer = await NameAnswer.AskAsync(context.Resolver, host, cancellationToken);
        foreach (var address in answer.Addresses)
            book.Learn(new Lead(kind, domain, address, []));
    }

    private async Task TransferAsync(string domain, CancellationToken cancellationToken)
    {
        foreach (var server in book.AddressesOf(LeadKind.NameServer, domain))
        {
            var transfer = await context.Authorities.TransferAsync(server, domain, options.TransferRecords, cancellationToken);
            if (transfer is not ZoneTransfer.Records { All: var records })
                continue;

            foreach (var record in records)
                book.Suggest(record.Owner, NameOrigin.Transfer);

            foreach (var target in records.OfType<DnsRecord.Reference>().Select(record => record.Target))
                book.Suggest(target, NameOrigin.Transfer);

            return;
        }
    }

    private async Task<Lookup> AskAsync(string name, RecordType type, CancellationToken cancellationToken)
    {
        var lookup = await context.Resolver.LookUpAsync(name, type, cancellationToken);
        if (lookup is Lookup.Unknown unknown)
            book.Unanswered(new Remark.NameNotLooked(name, unknown.Word));

        return lookup;
    }

    private static IEnumerable<string> Each(string protocol, params string[] services) =>
        services.Select(service => $"{service}.{protocol}");
}
