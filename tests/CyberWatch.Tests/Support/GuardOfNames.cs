using System.Collections.Concurrent;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Tests.Support;

/// <summary>The guard's view of names: covers domains, not what is excluded; remembers what it was told.</summary>
internal sealed class GuardOfNames(IReadOnlyList<string> domains, params string[] excluded) : IScopeGuard
{
    public ConcurrentQueue<Lead> Learned { get; } = new();

    public bool Covers(string name) =>
        domains.Any(domain => DomainName.IsAtOrBelow(name, domain))
        && !excluded.Any(above => DomainName.IsAtOrBelow(name, above));

    public void Learn(Lead lead) => Learned.Enqueue(lead);

    public Clearance Ask(Question question) => new Clearance.Denied("no packet leaves a test of names");

    public ScopeWatch Watch(Question question) => throw new InvalidOperationException("nothing runs on by itself here");
}
