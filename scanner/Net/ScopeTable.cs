using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// Where what may go: the table of design §4, pure. What was excluded, is special, or stands in no row is denied, whatever a lead says.
/// </summary>
internal sealed record ScopeTable(Perimeter Perimeter, SpecialRanges Special)
{
    private const int Smtp = 25;
    private const int Domain = 53;

    /// <param name="question">The packet that wants to leave.</param>
    /// <param name="leads">What was learned of its address.</param>
    /// <param name="now">The instant at which it would leave.</param>
    public Clearance Decide(Question question, IReadOnlyCollection<Lead> leads, DateTimeOffset now)
    {
        if (WhyNever(question, now) is { } because)
            return new Clearance.Denied(because);

        if (Perimeter.RangeOf(question.Address) is { } range)
            return new Clearance.Allowed(range.ToString());

        return leads.Select(lead => Row(question, lead)).FirstOrDefault(row => row is not null) is { } allowed
            ? new Clearance.Allowed(allowed)
            : new Clearance.Denied(WhyNotListed(question));
    }

    private string? WhyNever(Question question, DateTimeOffset now)
    {
        if (Perimeter.MandateAt(now) is null)
            return Perimeter.WhyNoMandate(now).ToString();

        if (Perimeter.QuietAt(now) is { } quiet)
            return quiet.ToString();

        if (Perimeter.ExclusionOf(question.Address) is { } address)
            return address.ToString();

        if (question.Name is { } name && Perimeter.ExclusionOf(name) is { } excluded)
            return excluded.ToString();

        return question.Port is < 1 or > 65535 ? $"there is no port {question.Port}" : Special.Refuse(question.Address);
    }

    /// <summary>The row of the table by which this lead allows this question, for people; null when it does not.</summary>
    private string? Row(Question question, Lead lead)
    {
        if (!lead.Address.Equals(question.Address) || !Perimeter.Covers(lead.Of) || !Allows(question, lead))
            return null;

        return $"{Words(lead.Kind)} {lead.Of}, {Perimeter.DomainOf(lead.Of)}";
    }

    private static bool Allows(Question question, Lead lead) =>
        lead.Kind switch
        {
            LeadKind.Name => question is { Purpose: Purpose.Tls or Purpose.Http, Transport: Transport.Tcp, Name: { } name }
                && SameName(name, lead.Of)
                && (question.Port is 80 or 443 || lead.Ports.Contains(question.Port)),
            LeadKind.MailExchanger => question is { Purpose: Purpose.Smtp, Transport: Transport.Tcp, Port: Smtp },
            LeadKind.NameServer => question is { Purpose: Purpose.NameServer, Port: Domain },
            _ => question is { Purpose: Purpose.ParentServer, Port: Domain },
        };

    private static bool SameName(string one, string other) =>
        one.AsSpan().TrimEnd('.').Equals(other.AsSpan().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static string Words(LeadKind kind) =>
        kind switch
        {
            LeadKind.Name => "name",
            LeadKind.MailExchanger => "mail exchanger of",
            LeadKind.NameServer => "name server of",
            _ => "server of the parent of",
        };

    private static string WhyNotListed(Question question) =>
        question.Name is { } name
            ? $"no line of the perimeter has {question.Address} in a range, and nothing of the perimeter leads there for {question.Purpose} of {name}"
            : $"no line of the perimeter has {question.Address} in a range, and nothing of the perimeter leads there for {question.Purpose}";
}
