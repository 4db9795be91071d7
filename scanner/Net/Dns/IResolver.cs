namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Our own, configured resolver, by its own way out: no scope guard, since it is no scanned host.</summary>
public interface IResolver
{
    /// <summary>Asks with recursion; the chain of owners was checked, so <c>Answers</c> speaks of the name asked and its aliases only.</summary>
    Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken);

    /// <summary>The same question with CD or DO set, over the wire client: for DNSSEC verdicts.</summary>
    Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken);
}
