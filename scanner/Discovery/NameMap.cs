using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Discovery;

/// <summary>What a scan wants to know of names.</summary>
/// <param name="Domains">The declared domains of the perimeter.</param>
public sealed record NameRequest(IReadOnlyList<string> Domains)
{
    /// <summary>Names that the registry knows from earlier scans.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Names seen in certificates, <c>*.</c> before them or not; what is outside the perimeter is left out.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Look for new names too: service records, zone transfer, word list. A light scan looks at what is known.</summary>
    public bool Wide { get; init; }
}

/// <summary>By what a name was first found. The order is that of trust.</summary>
public enum NameOrigin
{
    Declared,
    Known,
    MailExchanger,
    NameServer,
    Service,
    MailPolicy,
    Https,
    Alias,
    Transfer,
    Certificate,
    WordList,
}

/// <summary>One name of the perimeter that is there: it has an address, or it is an alias, even to nothing.</summary>
/// <param name="Name">The name.</param>
/// <param name="Origin">By what it was first found.</param>
/// <param name="Addresses">Sorted; empty for an alias to nothing.</param>
/// <param name="Aliases">The chain of aliases, in order.</param>
/// <param name="HttpsPorts">Ports of its HTTPS record besides 443.</param>
public sealed record FoundName(
    string Name,
    NameOrigin Origin,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<int> HttpsPorts
);

/// <summary>What name discovery found; the guard has learned all leads already.</summary>
/// <param name="Names">Sorted by name.</param>
/// <param name="Leads">Where names, mail exchangers and name servers point.</param>
/// <param name="Wildcards">Names below which any name is answered; what only they explain is in no list.</param>
/// <param name="Gone">Names that were handed in as known and are denied now.</param>
/// <param name="Unanswered">What could not be asked, for coverage.</param>
public sealed record NameMap(
    IReadOnlyList<FoundName> Names,
    IReadOnlyList<Lead> Leads,
    IReadOnlyList<string> Wildcards,
    IReadOnlyList<string> Gone,
    IReadOnlyList<Remark> Unanswered
);

/// <summary>How far name discovery is. <paramref name="Planned"/> grows while names are found.</summary>
public sealed record NameProgress(int Asked, int Planned, int Found);
