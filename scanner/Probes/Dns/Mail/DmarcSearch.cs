using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>Which DMARC record holds for a domain, or that nobody can say.</summary>
internal abstract record DmarcAnswer
{
    private DmarcAnswer() { }

    /// <param name="Record">The one in force; null when there is none.</param>
    /// <param name="At">The domain that it stands at, without <c>_dmarc</c>.</param>
    /// <param name="AtZone">How many stand at the domain asked itself.</param>
    public sealed record Decided(DmarcRecord? Record, string? At, int AtZone) : DmarcAnswer;

    public sealed record Unknown(string Reason) : DmarcAnswer;
}

/// <summary>
/// Looks for the record in both ways: the tree walk of RFC 9989 (eight questions at most) and the older fall-back to the organisational domain by
/// the public suffix list. Receivers use either, so only what both give is given.
/// </summary>
internal sealed class DmarcSearch(IResolver resolver, PublicSuffixList? suffixes)
{
    private const int MostQuestions = 8;

    public async Task<DmarcAnswer> AskAsync(string zone, CancellationToken cancellationToken)
    {
        List<(string At, DmarcRecord Record)> seen = [];
        var atZone = 0;
        foreach (var domain in Steps(zone))
        {
            var lookup = await resolver.LookUpAsync($"_dmarc.{domain}", RecordType.TXT, cancellationToken);
            if (lookup is Lookup.Unknown { Reason: var reason })
                return new DmarcAnswer.Unknown(reason);

            var records = lookup.Records<DnsRecord.Txt>().Select(text => text.Joined).Where(DmarcRecord.IsDmarc).ToList();
            if (domain == zone)
                atZone = records.Count;

            // more than one at a name counts as none (RFC 9989 section 4.10)
            if (records is not [var only])
                continue;

            seen.Add((domain, DmarcRecord.Parse(only)));
            if (domain == zone || seen[^1].Record.Psd is "y" or "n")
                break;
        }

        return Agree(zone, seen, atZone);
    }

    /// <summary>The domain, then without its first label, from more than eight labels at once down to seven.</summary>
    internal static IEnumerable<string> Steps(string zone)
    {
        var domain = zone;
        for (var i = 0; i < MostQuestions && domain.Length > 0; i++)
        {
            yield return domain;
            domain =
                DomainName.Labels(domain) > MostQuestions
                    ? DomainName.Last(domain, MostQuestions - 1)
                    : DomainName.Parent(domain)!;
        }
    }

    private DmarcAnswer Agree(string zone, List<(string At, DmarcRecord Record)> seen, int atZone)
    {
        if (seen.Count > 0 && seen[0].At == zone)
            return new DmarcAnswer.Decided(seen[0].Record, zone, atZone);

        var walked = Walked(zone, seen);
        var organisation = Organisation(zone);
        if (organisation is null)
            return new DmarcAnswer.Unknown("Scanner:PublicSuffixes has no list to tell where the organisation's names begin");

        var older =
            organisation == zone ? null : seen.Where(step => step.At == organisation).Select(step => step.At).FirstOrDefault();
        return walked == older
            ? new DmarcAnswer.Decided(seen.FirstOrDefault(step => step.At == walked).Record, walked, atZone)
            : new DmarcAnswer.Unknown(
                $"the tree walk of RFC 9989 gives {Said(walked)}, the older fall-back to the organisational domain {Said(older)}"
            );
    }

    /// <summary>The domain whose record holds by the walk: that of the organisation, else that of the public suffix.</summary>
    private static string? Walked(string zone, List<(string At, DmarcRecord Record)> seen)
    {
        if (seen.Count == 0)
            return null;

        if (seen.Find(step => step.Record.Psd == "n") is { At: { } own })
            return own;

        if (seen.Find(step => step.Record.Psd == "y") is { At: { } suffix })
        {
            var below = DomainName.Last(zone, DomainName.Labels(suffix) + 1);
            return seen.Exists(step => step.At == below) ? below : suffix;
        }

        return seen.MinBy(step => DomainName.Labels(step.At)).At;
    }

    // without a list two labels are still sure enough: no suffix that anybody registers below is longer than its own registrant
    private string? Organisation(string zone) =>
        suffixes is not null ? suffixes.OrganisationalDomain(zone) ?? zone
        : DomainName.Labels(zone) <= 2 ? zone
        : null;

    private static string Said(string? at) => at is null ? "no record" : $"the one of {at}";
}
