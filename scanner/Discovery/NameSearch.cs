using System.Collections.Concurrent;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Probes.Dns.Mail;

namespace CyberWatch.Scanner.Discovery;

/// <summary>Follows what records say: first those of the declared domains, then every name that came of them, until nothing new comes.</summary>
internal sealed class NameSearch(NameBook book, ProbeContext context, NameDiscoveryOptions options)
{
    private static readonly string[] Services =
    [
        .. Each("_tcp", "_autodiscover", "_sip", "_sips", "_sipfederationtls", "_h323cs", "_xmpp-client", "_xmpp-server"),
        .. Each("_tcp", "_imap", "_imaps", "_pop3", "_pop3s", "_submission", "_submissions", "_sieve"),
        .. Each("_tcp", "_caldav", "_caldavs", "_carddav", "_carddavs", "_ldap", "_ldaps", "_kerberos", "_kpasswd", "_gc"),
        .. Each("_tcp", "_dicom", "_dicom-tls", "_hl7", "_fhir", "_vlmcs", "_turn", "_turns", "_matrix-fed"),
        .. Each("_udp", "_sip", "_kerberos", "_stun", "_turn", "_ntp"),
    ];

    private readonly ConcurrentDictionary<string, Lazy<Task<WildcardAnswer>>> _wildcards = new();

    /// <summary>What random names below this one are answered, asked once.</summary>
    public Task<WildcardAnswer> WildcardAsync(string parent, CancellationToken cancellationToken) =>
        _wildcards.GetOrAdd(parent, _ => new(() => WildcardAnswer.AskAsync(context.Resolver, parent, cancellationToken))).Value;

    /// <summary>Mail exchangers, name servers and mail policy of a declared domain; in a wide search its services and its transfer too.</summary>
    public async Task ReadRecordsAsync(string domain, bool wide, CancellationToken cancellationToken)
    {
        if (!book.Covers(domain))
            return;

        foreach (var mx in (await AskAsync(domain, RecordType.MX, cancellationToken)).Records<DnsRecord.Mx>())
            await LearnAsync(LeadKind.MailExchanger, domain, mx.Exchange, NameOrigin.MailExchanger, cancellationToken);

        foreach (var ns in (await AskAsync(domain, RecordType.NS, cancellationToken)).Records<DnsRecord.Reference>())
            await LearnAsync(LeadKind.NameServer, domain, ns.Target, NameOrigin.NameServer, cancellationToken);

        foreach (var text in (await AskAsync(domain, RecordType.TXT, cancellationToken)).Records<DnsRecord.Txt>())
            SuggestMailPolicy(domain, text.Joined);

        if (!wide)
            return;

        await ForEachAsync(
            Services.Select(service => $"{service}.{domain}"),
            async (name, stop) =>
            {
                foreach (var service in (await AskAsync(name, RecordType.SRV, stop)).Records<DnsRecord.Srv>())
                    book.Suggest(service.Target, NameOrigin.Service);
            },
            cancellationToken
        );
        await TransferAsync(domain, cancellationToken);
    }

    /// <summary>Asks where every waiting name points, and where the names point that come of it.</summary>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        while (Take() is { Count: > 0 } names)
            await ForEachAsync(names, ResolveAsync, cancellationToken);
    }

    public Task ForEachAsync(
        IEnumerable<string> names,
        Func<string, CancellationToken, Task> ask,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = options.InFlight, CancellationToken = cancellationToken },
            async (name, stop) => await ask(name, stop)
        );

    private List<string> Take()
    {
        List<string> names = [];
        while (book.TryTake(out var name))
            names.Add(name);

        return names;
    }

    private async Task ResolveAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await NameAnswer.AskAsync(context.Resolver, name, cancellationToken);
        book.Asked();
        if (answer.Unknown is { } reason)
            book.Unanswered(reason);

        if (answer.Denied)
            book.Denied(name);

        if (!answer.IsPositive || await IsNothingButWildcardAsync(answer, cancellationToken))
            return;

        foreach (var alias in answer.Aliases)
            book.Suggest(alias, NameOrigin.Alias);

        var ports = answer.Addresses.Count > 0 ? await HttpsPortsAsync(name, cancellationToken) : [];
        book.Found(new FoundName(name, book.OriginOf(name), answer.Addresses, answer.Aliases, ports));
    }

    /// <summary>A wildcard alias to nothing is judged once, at the wildcard; a name that nobody wrote down adds nothing to it.</summary>
    private async Task<bool> IsNothingButWildcardAsync(NameAnswer answer, CancellationToken cancellationToken) =>
        answer.Addresses.Count == 0
        && book.OriginOf(answer.Name) is NameOrigin.WordList or NameOrigin.Certificate
        && DomainName.Parent(answer.Name) is { } parent
        && (await WildcardAsync(parent, cancellationToken)).Explains(answer);

    private async Task<IReadOnlyList<int>> HttpsPortsAsync(string name, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(name, RecordType.HTTPS) { RecursionDesired = true };
        var lookup = Lookup.Of(await context.Resolver.AskAsync(question, cancellationToken), name, RecordType.HTTPS);
        var bindings = lookup
            .Records<DnsRecord.Raw>()
            .Select(raw => ServiceBinding.Parse(raw.Data.Span))
            .OfType<ServiceBinding>()
            .ToList();
        foreach (var binding in bindings.Where(binding => binding.Target.Length > 0))
            book.Suggest(binding.Target, NameOrigin.Https);

        return [.. bindings.Select(binding => binding.Port).OfType<int>().Where(port => port is not 443).Distinct().Order()];
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
        if (lookup is Lookup.Unknown { Reason: var reason })
            book.Unanswered(reason);

        return lookup;
    }

    private static IEnumerable<string> Each(string protocol, params string[] services) =>
        services.Select(service => $"{service}.{protocol}");
}
