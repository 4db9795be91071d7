using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>Follows an SPF record as a receiver would whose sender matches nothing, and counts (RFC 7208 section 4.6.4).</summary>
internal sealed class SpfWalk(IResolver resolver, string sender)
{
    private const int MostLookups = 40;
    private const int MostExchangers = 10;
    private readonly HashSet<string> _onTheWay = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _unknown = [];

    /// <summary>Terms that cost a look-up; counting ends at 40.</summary>
    public int Lookups { get; private set; }

    /// <summary>Terms whose look-up had no answer, each counted once, however many questions it took.</summary>
    public int Voids { get; private set; }
    public string? All { get; private set; }

    /// <summary>The shortest v4 prefix that passes, 0 where an include passes everything; null without any.</summary>
    public int? WidestPrefix { get; private set; }
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Parts that could not be read, so that the counts are lower bounds.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>A redirect could not be read, so that nobody knows the last word.</summary>
    public bool AllUnknown { get; private set; }

    public Task FollowAsync(string text, CancellationToken cancellationToken) =>
        FollowAsync(sender, SpfRecord.Parse(text), new Place(Last: true, Passes: true), cancellationToken);

    private async Task FollowAsync(string domain, SpfRecord record, Place place, CancellationToken cancellationToken)
    {
        _errors.AddRange(record.Errors.Select(error => domain == sender ? error : $"{domain}: {error}"));
        _onTheWay.Add(domain);
        foreach (var term in record.Terms.OfType<SpfTerm.Mechanism>())
        {
            if (term.CostsLookup && !Count())
                return;

            await TakeAsync(domain, term, place with { Passes = place.Passes && term.Qualifier == '+' }, cancellationToken);
        }

        if (place.Last)
            All = record.All;

        if (record.Redirect is { } redirect && Count())
            await EnterAsync(domain, $"redirect={redirect}", redirect, place, cancellationToken);

        _onTheWay.Remove(domain);
    }

    private async Task TakeAsync(string domain, SpfTerm.Mechanism term, Place place, CancellationToken cancellationToken)
    {
        if (place.Passes && (term.Prefix4 ?? (term.Name == "all" && !place.Last ? 0 : null)) is { } prefix)
            WidestPrefix = Math.Min(WidestPrefix ?? 32, prefix);

        if (term.Name == "include")
        {
            await EnterAsync(domain, term.Text, term.Domain!, place with { Last = false }, cancellationToken);
            return;
        }

        // ptr, and what depends on the sender, only a receiver can look up
        var name = term.Domain is { } spec ? SpfMacro.Expand(spec, domain, sender) : domain;
        if (name is null || term.Name is "all" or "ptr" or "ip4" or "ip6")
            return;

        var type = term.Name == "mx" ? RecordType.MX : RecordType.A;
        var lookup = await resolver.LookUpAsync(name, type, cancellationToken);
        if (term.Name == "a" && lookup is Lookup.Absent)
            lookup = await resolver.LookUpAsync(name, RecordType.AAAA, cancellationToken);

        Note(lookup);
        if (lookup.Records<DnsRecord.Mx>().Count() > MostExchangers)
            _errors.Add($"{term.Text}: more than {MostExchangers} mail exchangers");
    }

    private async Task EnterAsync(string domain, string term, string spec, Place place, CancellationToken cancellationToken)
    {
        if (SpfMacro.Expand(spec, domain, sender) is not { } name)
            return;

        if (_onTheWay.Contains(name))
        {
            _errors.Add($"{term}: leads back to itself");
            return;
        }

        var lookup = await resolver.LookUpAsync(name, RecordType.TXT, cancellationToken);
        Note(lookup);
        if (lookup is Lookup.Unknown)
        {
            AllUnknown |= place.Last;
            return;
        }

        var records = lookup.Records<DnsRecord.Txt>().Select(text => text.Joined).Where(SpfRecord.IsSpf).ToList();
        if (records is [var only])
            await FollowAsync(name, SpfRecord.Parse(only), place, cancellationToken);
        else
            _errors.Add($"{term}: {(records.Count == 0 ? "no SPF record there" : "more than one SPF record there")}");
    }

    private bool Count() => Lookups < MostLookups && ++Lookups > 0;

    private void Note(Lookup lookup)
    {
        if (lookup is Lookup.Absent)
            Voids++;
        else if (lookup is Lookup.Unknown { Reason: var reason })
            _unknown.Add(reason);
    }

    /// <param name="Last">Its all is the last word about the domain: the record itself, or one that it redirects to.</param>
    /// <param name="Passes">What matches here passes for the domain.</param>
    private sealed record Place(bool Last, bool Passes);
}
