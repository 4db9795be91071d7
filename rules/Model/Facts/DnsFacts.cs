namespace CyberWatch.Rules.Model.Facts;

/// <summary>What the dns probe states: the delegation, each name server, DNSSEC, and the mail policy records of a zone; where a name points.</summary>
public static class DnsFacts
{
    public static readonly IReadOnlyList<FactDeclaration> All =
    [
        new("name_servers", FactKind.TextList, AssetKind.Zone, "the NS set that the servers of the zone give"),
        new("parent_name_servers", FactKind.TextList, AssetKind.Zone, "the NS set of the delegation, as the parent gives it"),
        new("name_server_count", FactKind.Number, AssetKind.Zone, "how many different name servers the delegation names"),
        new(
            "name_server_prefixes",
            FactKind.Number,
            AssetKind.Zone,
            "how many different /24 (v6: /48) the name servers stand in"
        ),
        new("name_servers_over_v6", FactKind.Number, AssetKind.Zone, "how many name servers have an AAAA record"),
        new(
            "servers_lame",
            FactKind.TextList,
            AssetKind.Zone,
            "name servers of the delegation that answered SOA three times, never with authority, or refused both UDP and TCP; a time-out never counts"
        ),
        new("servers_without_tcp", FactKind.TextList, AssetKind.Zone, "name servers that refused the connection over TCP"),
        new(
            "servers_without_edns",
            FactKind.TextList,
            AssetKind.Zone,
            "name servers that answer FORMERR to EDNS and answer without it (RFC 6891 section 7)"
        ),
        new("servers_missing_at_parent", FactKind.TextList, AssetKind.Zone, "name servers only in the NS set of the child"),
        new(
            "servers_not_existing",
            FactKind.TextList,
            AssetKind.Zone,
            "name servers of the delegation whose name does not exist"
        ),
        new(
            "open_recursion",
            FactKind.TextList,
            AssetKind.Zone,
            "name servers that gave a real recursive answer about a foreign name, with RA set"
        ),
        new("recursion_offered", FactKind.TextList, AssetKind.Zone, "name servers that set the RA bit, whatever they answered"),
        new(
            "open_transfer",
            FactKind.TextList,
            AssetKind.Zone,
            "name servers that gave the whole zone by AXFR, more than two names"
        ),
        new("transfer_names", FactKind.Number, AssetKind.Zone, "how many names the transferred zone had"),
        new("version_disclosed", FactKind.TextList, AssetKind.Zone, "what name servers say to version.bind"),
        new("ds_at_parent", FactKind.Flag, AssetKind.Zone, "the parent holds a DS record"),
        new(
            "dnssec",
            FactKind.Text,
            AssetKind.Zone,
            "secure, bogus or insecure, as a validating resolver sees the zone; missing when unknown",
            ["secure", "bogus", "insecure"]
        ),
        new("cds", FactKind.Flag, AssetKind.Zone, "the zone publishes CDS, so that its parent may make a DS of it (RFC 8078)"),
        new("dnskey_algorithms", FactKind.TextList, AssetKind.Zone, "algorithm numbers of the DNSKEY set"),
        new("ds_digest_types", FactKind.TextList, AssetKind.Zone, "digest numbers of the DS set"),
        new("nsec3_iterations", FactKind.Number, AssetKind.Zone, "NSEC3 iterations; null where NSEC3 is not used"),
        new(
            "wildcard",
            FactKind.Flag,
            AssetKind.Zone,
            "random names get a positive answer (an address, or an alias even to nothing)"
        ),
        new("wildcard_alias", FactKind.Text, AssetKind.Zone, "the alias at the wildcard; null when there is none"),
        new(
            "wildcard_alias_exists",
            FactKind.Text,
            AssetKind.Zone,
            "yes or no: does the target of the wildcard alias exist, by three tries; null when there is no such alias, missing when unknown",
            ["yes", "no"]
        ),
        new("mx", FactKind.TextList, AssetKind.Zone, "mail exchangers by preference; null MX gives an empty list"),
        new("null_mx", FactKind.Flag, AssetKind.Zone, "a single MX of preference 0 with the root as target (RFC 7505)"),
        new("accepts_mail", FactKind.Flag, AssetKind.Zone, "there is at least one MX that is no null MX"),
        new("spf", FactKind.Text, AssetKind.Zone, "the joined text of the SPF record; null when there is none"),
        new("spf_records", FactKind.Number, AssetKind.Zone, "how many TXT records start with v=spf1"),
        new(
            "spf_all",
            FactKind.Text,
            AssetKind.Zone,
            "the all mechanism with its qualifier, +all ?all ~all -all; null when there is none and no redirect",
            ["+all", "?all", "~all", "-all"]
        ),
        new(
            "spf_errors",
            FactKind.TextList,
            AssetKind.Zone,
            "what RFC 7208 calls a permanent error, without the count of look-ups"
        ),
        new(
            "spf_lookups",
            FactKind.Number,
            AssetKind.Zone,
            "terms that cost a look-up, includes followed (RFC 7208 section 4.6.4)"
        ),
        new("spf_void_lookups", FactKind.Number, AssetKind.Zone, "terms whose look-up had no answer, each counted once"),
        new("spf_widest_prefix", FactKind.Number, AssetKind.Zone, "the shortest IPv4 prefix that the record allows"),
        new("dmarc", FactKind.Text, AssetKind.Zone, "the joined text of the DMARC record in force; null when there is none"),
        new("dmarc_records", FactKind.Number, AssetKind.Zone, "how many DMARC records stand at the name"),
        new("dmarc_found_at", FactKind.Text, AssetKind.Zone, "the name that holds the record in force"),
        new(
            "dmarc_policy",
            FactKind.Text,
            AssetKind.Zone,
            "none, quarantine or reject as it applies to the zone: sp below the record's own name, one step lower under t=y; null when there is none",
            ["none", "quarantine", "reject"]
        ),
        new("dmarc_errors", FactKind.TextList, AssetKind.Zone, "what makes the record invalid"),
        new(
            "dmarc_removed_tags",
            FactKind.TextList,
            AssetKind.Zone,
            "tags that RFC 9989 removed and that are still there, such as pct"
        ),
        new(
            "dmarc_rua_unauthorised",
            FactKind.TextList,
            AssetKind.Zone,
            "report addresses at other organisations that do not say that they take the reports"
        ),
        new("dmarc_testing", FactKind.Flag, AssetKind.Zone, "t=y is set"),
        new(
            "dkim_below",
            FactKind.Text,
            AssetKind.Zone,
            "exists or absent: is there anything below _domainkey (RFC 8020); missing when unknown, as under a wildcard",
            ["exists", "absent"]
        ),
        new("mta_sts_records", FactKind.Number, AssetKind.Zone, "how many MTA-STS records stand at _mta-sts"),
        new("tls_rpt", FactKind.Flag, AssetKind.Zone, "a TLS-RPT record is there"),
        new("expected_mail", FactKind.Flag, AssetKind.Zone, "the zone takes mail or is an apex that could be abused for it"),
        new(
            "caa",
            FactKind.TextList,
            AssetKind.Zone | AssetKind.HostName,
            "tag and value of each property of the CAA set in force, as 'issue ca.example', alias followed, then climbed from the name asked (RFC 8659 section 3); null when there is none"
        ),
        new("caa_found_at", FactKind.Text, AssetKind.Zone | AssetKind.HostName, "the name that holds the CAA set in force"),
        new("addresses", FactKind.TextList, AssetKind.HostName, "all addresses that the name gives"),
        new("addresses_private", FactKind.TextList, AssetKind.HostName, "those that are private or reserved"),
        new("alias", FactKind.TextList, AssetKind.HostName, "the chain of aliases, in order; empty when there is none"),
        new("alias_target", FactKind.Text, AssetKind.HostName, "the last name of the chain; null when there is no alias"),
        new(
            "alias_target_exists",
            FactKind.Text,
            AssetKind.HostName,
            "yes or no, by three tries; null when there is no alias, missing when unknown",
            ["yes", "no"]
        ),
        new("alias_outside", FactKind.Flag, AssetKind.HostName, "the last name of the chain is outside the perimeter"),
        new("from_wildcard", FactKind.Flag, AssetKind.HostName, "the name has no record of its own, a wildcard answers for it"),
        new(
            "undecided",
            FactKind.TextList,
            AssetKind.Zone | AssetKind.HostName,
            "why facts are missing, one sentence for each; for people, not for rules"
        ),
    ];
}
