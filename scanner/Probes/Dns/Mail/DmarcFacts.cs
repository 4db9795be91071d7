using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>States the DMARC record in force, the policy as it applies, and who takes its reports.</summary>
internal sealed class DmarcFacts(IResolver resolver, PublicSuffixList? suffixes, FactSheet sheet)
{
    private const int MostReports = 5;

    private static readonly string[] OfRecord =
    [
        "dmarc",
        "dmarc_found_at",
        "dmarc_policy",
        "dmarc_errors",
        "dmarc_removed_tags",
        "dmarc_rua_unauthorised",
        "dmarc_testing",
    ];

    public async Task StateAsync(string zone, CancellationToken cancellationToken)
    {
        sheet.Replay($"_dmarc.{zone}", RecordType.TXT);
        var answer = await new DmarcSearch(resolver, suffixes).AskAsync(zone, cancellationToken);
        switch (answer)
        {
            case DmarcAnswer.Unknown { Reason: var reason }:
                sheet.Leave(reason, [.. OfRecord, "dmarc_records"]);
                break;
            case DmarcAnswer.Decided { Record: null, AtZone: var count }:
                sheet.Number("dmarc_records", count);
                foreach (var fact in OfRecord)
                    sheet.Text(fact, null);
                break;
            case DmarcAnswer.Decided { Record: { } record } decided:
                sheet.Number("dmarc_records", decided.AtZone);
                await StateAsync(zone, record, decided.At!, cancellationToken);
                break;
        }
    }

    private async Task StateAsync(string zone, DmarcRecord record, string at, CancellationToken cancellationToken)
    {
        sheet.Text("dmarc", record.Text);
        sheet.Text("dmarc_found_at", $"_dmarc.{at}");
        sheet.Text("dmarc_policy", Lowered(at == zone ? record.Policy : record.BelowPolicy, record.Testing));
        sheet.List("dmarc_errors", record.Errors);
        sheet.List("dmarc_removed_tags", record.RemovedTags);
        sheet.Flag("dmarc_testing", record.Testing);

        List<string> unauthorised = [];
        List<string> unknown = [];
        foreach (
            var target in record.Reports.Where(uri => uri.Scheme == "mailto").Select(uri => uri.Host).Distinct().Take(MostReports)
        )
        {
            if (PerimeterValue.NormalName(target) is not { } host || SameOrganisation(host, at))
                continue;

            var lookup = await resolver.LookUpAsync($"{at}._report._dmarc.{host}", RecordType.TXT, cancellationToken);
            if (lookup is Lookup.Unknown { Reason: var reason })
                unknown.Add(reason);
            else if (!lookup.Records<DnsRecord.Txt>().Any(text => DmarcRecord.IsDmarc(text.Joined)))
                unauthorised.Add(host);
        }

        sheet.Seen("dmarc_rua_unauthorised", unauthorised, unknown);
    }

    private bool SameOrganisation(string host, string at) =>
        DomainName.IsAtOrBelow(host, at)
        || DomainName.IsAtOrBelow(at, host)
        || (suffixes?.OrganisationalDomain(host) is { } organisation && organisation == suffixes.OrganisationalDomain(at));

    private static string? Lowered(string? policy, bool testing) =>
        (policy, testing) switch
        {
            ("reject", true) => "quarantine",
            ("quarantine", true) => "none",
            _ => policy,
        };
}
