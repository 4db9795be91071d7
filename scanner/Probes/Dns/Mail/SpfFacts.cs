using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>States the SPF record of a zone and what came of following it.</summary>
internal sealed class SpfFacts(IResolver resolver, FactSheet sheet)
{
    private const int MostAllowed = 10;
    private const int MostVoids = 2;

    private static readonly string[] OfRecord =
    [
        "spf",
        "spf_all",
        "spf_errors",
        "spf_lookups",
        "spf_void_lookups",
        "spf_widest_prefix",
    ];

    public async Task StateAsync(string zone, CancellationToken cancellationToken)
    {
        sheet.Replay(zone, RecordType.TXT);
        var lookup = await resolver.LookUpAsync(zone, RecordType.TXT, cancellationToken);
        if (lookup is Lookup.Unknown { Reason: var reason })
        {
            sheet.Leave(reason, [.. OfRecord, "spf_records"]);
            return;
        }

        var records = lookup.Records<DnsRecord.Txt>().Select(text => text.Joined).Where(SpfRecord.IsSpf).ToList();
        sheet.Number("spf_records", records.Count);
        if (records is [var only])
        {
            await StateAsync(zone, only, cancellationToken);
            return;
        }

        foreach (var fact in OfRecord)
            sheet.Text(fact, null);

        if (records.Count == 0)
            return;

        sheet.Text("spf", records.Order(StringComparer.Ordinal).First());
        sheet.List("spf_errors", [$"{records.Count} SPF records: one is allowed (RFC 7208 section 4.5)"]);
    }

    private async Task StateAsync(string zone, string text, CancellationToken cancellationToken)
    {
        var walk = new SpfWalk(resolver, zone);
        await walk.FollowAsync(text, cancellationToken);
        sheet.Text("spf", text);
        if (walk.AllUnknown)
            sheet.Leave(walk.Unknown[^1], "spf_all");
        else
            sheet.Text("spf_all", walk.All);

        sheet.Seen("spf_errors", walk.Errors, walk.Unknown);
        // lower bounds that are over the limit already prove it
        Count("spf_lookups", walk.Lookups, walk.Lookups > MostAllowed);
        Count("spf_void_lookups", walk.Voids, walk.Voids > MostVoids);
        Count("spf_widest_prefix", walk.WidestPrefix, walk.WidestPrefix == 0);

        void Count(string fact, int? value, bool proven)
        {
            if (proven || walk.Unknown.Count == 0)
                sheet.Number(fact, value);
            else
                sheet.Leave(walk.Unknown[0], fact);
        }
    }
}
