using System.Net;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>The answers from a first address to where it leads.</summary>
/// <param name="Answers">Complete answers in order; the last is where it ended.</param>
/// <param name="Silent">Why there is no more; null when the way came to its end.</param>
/// <param name="Outside">The first step out of the perimeter, which was not taken.</param>
internal sealed record Way(IReadOnlyList<HttpAnswer.Response> Answers, HttpAnswer.Silent? Silent, Uri? Outside)
{
    public HttpAnswer.Response? First => Answers.Count > 0 ? Answers[0] : null;

    /// <summary>Null where it ended in silence or outside, or never ended.</summary>
    public HttpAnswer.Response? End =>
        Silent is null && Outside is null && Answers.Count > 0 && RedirectWalk.Next(Answers[^1]) is null ? Answers[^1] : null;
}

/// <summary>
/// Follows redirects, at most eight. Another host is followed only where the guard covers its name, to an address that our resolver gives
/// and that is decided once; the dialer asks the guard about that address like about any other.
/// </summary>
internal sealed class RedirectWalk(SiteClient client, ProbeContext context)
{
    private const int MostSteps = 8;

    public async Task<Way> FollowAsync(Uri start, CancellationToken cancellationToken)
    {
        List<HttpAnswer.Response> answers = [];
        var at = start;
        for (var step = 0; step <= MostSteps; step++)
        {
            var answer = await client.GetAsync(at, cancellationToken);
            if (answer is not HttpAnswer.Response response)
                return new Way(answers, (HttpAnswer.Silent)answer, null);

            answers.Add(response);
            if (Next(response) is not { } next || answers.Exists(seen => seen.Uri == next))
                break;

            if (!await MayFollowAsync(next, cancellationToken))
                return new Way(answers, null, next);

            at = next;
        }

        return new Way(answers, null, null);
    }

    /// <summary>Where an answer leads by status or meta refresh; null where it stays. What is no address of the web leads nowhere.</summary>
    public static Uri? Next(HttpAnswer.Response response)
    {
        var target =
            response.Status is 301 or 302 or 303 or 307 or 308 ? response.First("Location")
            : response.IsPage ? response.Page.Refresh
            : null;
        return
            target is not null
            && Uri.TryCreate(response.Uri, target, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0
            && uri.Host.Length > 0
            ? new Uri(uri.GetLeftPart(UriPartial.Query))
            : null;
    }

    private async Task<bool> MayFollowAsync(Uri next, CancellationToken cancellationToken)
    {
        if (client.IsPinned(next.IdnHost))
            return true;

        if (IPAddress.TryParse(next.IdnHost, out var literal))
        {
            client.Pin(next.IdnHost, literal);
            return context.Guard.Ask(new Question(literal, next.Port, Rules.Model.Transport.Tcp, Purpose.Http))
                is Clearance.Allowed;
        }

        if (!context.Guard.Covers(next.IdnHost) || await AddressOfAsync(next.IdnHost, cancellationToken) is not { } address)
            return false;

        context.Guard.Learn(new Lead(LeadKind.Name, next.IdnHost, address, []));
        var question = new Question(address, next.Port, Rules.Model.Transport.Tcp, Purpose.Http, next.IdnHost);
        client.Pin(next.IdnHost, address);
        return context.Guard.Ask(question) is Clearance.Allowed;
    }

    private async Task<IPAddress?> AddressOfAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var type in new[] { RecordType.A, RecordType.AAAA })
        {
            var answer = await context.Resolver.AskAsync(name, type, cancellationToken);
            if (answer is DnsAnswer.Reply reply && reply.Answers.OfType<DnsRecord.Address>().FirstOrDefault() is { } record)
                return record.Value;
        }

        return null;
    }
}
