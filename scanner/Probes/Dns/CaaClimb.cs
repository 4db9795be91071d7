using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns;

/// <summary>
/// Finds the CAA set in force (RFC 8659 section 3): the question follows aliases; without an answer the climb goes on from the parent of the name
/// that was asked, never from that of an alias's target.
/// </summary>
internal sealed class CaaClimb(IResolver resolver, FactSheet sheet)
{
    public async Task StateAsync(string name, CancellationToken cancellationToken)
    {
        for (var at = name; at.Length > 0; at = DomainName.Parent(at)!)
        {
            sheet.Replay(at, RecordType.CAA);
            var lookup = await resolver.LookUpAsync(at, RecordType.CAA, cancellationToken);
            if (lookup is Lookup.Unknown { Reason: var reason })
            {
                sheet.Leave(reason, "caa", "caa_found_at");
                return;
            }

            var records = lookup.Records<DnsRecord.Caa>().ToList();
            if (records.Count == 0)
                continue;

            sheet.List("caa", records.Select(record => $"{record.Tag} {record.Value}").Order(StringComparer.Ordinal));
            sheet.Text("caa_found_at", records[0].Owner);
            return;
        }

        sheet.List("caa", null);
        sheet.Text("caa_found_at", null);
    }
}
