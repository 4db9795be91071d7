using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Discovery;

internal enum Existence
{
    Yes,
    No,
    Unknown,
}

/// <summary>Does the name exist? The one place that says so, with three answers.</summary>
internal static class NameExistence
{
    private const int Tries = 3;

    /// <summary>The pseudo-type by which signed zones say "no such name" in a NODATA answer (RFC 9824 section 2).</summary>
    private const RecordType NxName = (RecordType)128;

    /// <summary>
    /// NXDOMAIN for the name itself, or NODATA with NXNAME: no. Anything owned by it, or plain NODATA: yes. NODATA whose NSEC speaks of nothing but
    /// itself could be either (a denial that was never meant to be exact), SERVFAIL and silence say nothing: unknown.
    /// </summary>
    public static Existence Of(DnsAnswer answer, string name)
    {
        if (answer is not DnsAnswer.Reply { Code: ResponseCode.NoError or ResponseCode.NXDomain } reply)
            return Existence.Unknown;

        // the code belongs to the end of the chain: an alias is there even when its target is not (RFC 6604 section 3)
        if (reply.Answers.Any(record => record.Owner == name))
            return Existence.Yes;

        if (reply.Code == ResponseCode.NXDomain)
            return Existence.No;

        var types = reply.Authority.OfType<DnsRecord.Nsec>().FirstOrDefault(nsec => nsec.Owner == name)?.Types;
        if (types is null)
            return Existence.Yes;

        if (types.Contains(NxName))
            return Existence.No;

        return types.All(type => type is RecordType.RRSIG or RecordType.NSEC) ? Existence.Unknown : Existence.Yes;
    }

    /// <summary>Three tries: one yes is a yes, three times no is a no.</summary>
    public static async Task<Existence> AskAsync(IResolver resolver, string name, CancellationToken cancellationToken)
    {
        var denials = 0;
        for (var i = 0; i < Tries; i++)
        {
            var question = new DnsQuestion(name, RecordType.A) { RecursionDesired = true, DnssecOk = true };
            var existence = Of(await resolver.AskAsync(question, cancellationToken), name);
            if (existence == Existence.Yes)
                return Existence.Yes;

            if (existence == Existence.No)
                denials++;
        }

        return denials == Tries ? Existence.No : Existence.Unknown;
    }
}
