using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// Says whether a packet may leave: mandate valid now, inside the perimeter, not excluded, not in quiet hours.
/// One guard serves one scan of one establishment; what it says may change while the scan runs.
/// </summary>
public interface IScopeGuard
{
    /// <summary>Decides on the literal address that is then connected to, just before it is.</summary>
    Clearance Ask(Question question);

    /// <summary>Tells where a name of the perimeter points, so that its address may be asked what the table allows and nothing more.</summary>
    void Learn(Lead lead);

    /// <summary>True for a name at or below a declared domain that no exclusion covers.</summary>
    bool Covers(string name);

    /// <summary>For what runs on by itself (nmap): a token that is cancelled as soon as the question would be denied.</summary>
    ScopeWatch Watch(Question question);
}

/// <summary>Dispose when the question needs no watching any more.</summary>
public abstract class ScopeWatch : IDisposable
{
    /// <summary>Cancelled when the question is not allowed any more.</summary>
    public abstract CancellationToken Ended { get; }

    /// <summary>The line that ended it; null as long as it is allowed.</summary>
    public abstract string? Because { get; }

    public abstract void Dispose();
}

/// <summary>One packet or connection that wants to leave. <paramref name="Name"/> is the name that is asked for, if any.</summary>
public sealed record Question(IPAddress Address, int Port, Transport Transport, Purpose Purpose, string? Name = null);

/// <summary>What the guard says, and the line of mandate or perimeter that decided.</summary>
public abstract record Clearance(string Because)
{
    public sealed record Allowed(string Because) : Clearance(Because);

    public sealed record Denied(string Because) : Clearance(Because);
}

/// <summary>Where something of the perimeter points to, by a real answer of the name system.</summary>
/// <param name="Kind">What the address is for the name.</param>
/// <param name="Of">The name or zone of the perimeter.</param>
/// <param name="Address">The literal address.</param>
/// <param name="Ports">Besides 80 and 443, the ports of its HTTPS record.</param>
public sealed record Lead(LeadKind Kind, string Of, IPAddress Address, IReadOnlyList<int> Ports);

public enum LeadKind
{
    Name,
    MailExchanger,
    NameServer,
    ParentServer,
}
