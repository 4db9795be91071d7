using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Their name servers, asked one by one over the guarded way out of one scan. Strangers: every answer is checked octet for octet.</summary>
public interface IAuthorities
{
    /// <summary>Asks one server: UDP first, TCP on truncation or a malformed answer, without EDNS after FORMERR.</summary>
    Task<DnsAnswer> AskAsync(IPAddress server, DnsQuestion question, Purpose purpose, CancellationToken cancellationToken);

    /// <summary>Asks for the whole zone (AXFR). Stops after <paramref name="most"/> records.</summary>
    Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken);
}

/// <summary>A zone transfer says whether it is whole: it begins and ends with the same SOA (RFC 5936).</summary>
public abstract record ZoneTransfer
{
    private ZoneTransfer() { }

    public sealed record Records(IReadOnlyList<DnsRecord> All, bool Complete) : ZoneTransfer;

    /// <summary>The server said no: REFUSED, NOTAUTH and the like.</summary>
    public sealed record Denied(ResponseCode Code) : ZoneTransfer;

    public sealed record Silent(Silence Why, string Detail) : ZoneTransfer;
}
