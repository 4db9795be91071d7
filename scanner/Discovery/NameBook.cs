using System.Collections.Concurrent;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Discovery;

/// <summary>What one discovery knows so far: candidates that wait, names that were found, leads. Safe for many threads; asks nobody.</summary>
internal sealed class NameBook
{
    private readonly IScopeGuard _guard;
    private readonly IProgress<NameProgress>? _progress;
    private readonly int _most;
    private readonly HashSet<string> _knownBefore;
    private readonly ConcurrentDictionary<string, NameOrigin> _seen = new();
    private readonly ConcurrentQueue<string> _waiting = new();
    private readonly ConcurrentDictionary<string, FoundName> _found = new();
    private readonly ConcurrentDictionary<(LeadKind, string, IPAddress), Lead> _leads = new();
    private readonly ConcurrentDictionary<string, byte> _wildcards = new();
    private readonly ConcurrentDictionary<string, byte> _gone = new();
    private readonly ConcurrentDictionary<Remark, byte> _unanswered = new();
    private readonly ConcurrentDictionary<string, string> _mute = new();
    private int _asked;
    private int _planned;

    public NameBook(NameRequest request, IScopeGuard guard, IProgress<NameProgress>? progress, int most)
    {
        (_guard, _progress, _most) = (guard, progress, most);
        _knownBefore = [.. request.Known];
        foreach (var domain in request.Domains)
            Suggest(domain, NameOrigin.Declared);

        foreach (var domain in request.Domains)
            Suggest($"www.{domain}", NameOrigin.WordList);

        foreach (var name in request.Known)
            Suggest(name, NameOrigin.Known);

        foreach (var name in request.Hints)
            Suggest(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name, NameOrigin.Certificate);
    }

    public bool Covers(string name) => _guard.Covers(name);

    /// <summary>A name that may be there. Outside the perimeter, no host's name (<c>_dmarc</c>), or known already: nothing happens.</summary>
    public void Suggest(string text, NameOrigin origin)
    {
        if (PerimeterValue.NormalName(text) is not { } name || IsServiceName(name))
            return;

        if (!_guard.Covers(name) || _seen.ContainsKey(name))
            return;

        if (_seen.Count >= _most)
            Unanswered(new Remark.TooManyNames(_most));
        else if (_seen.TryAdd(name, origin))
            Plan(name);
    }

    /// <summary>A guess that was asked already and proved true.</summary>
    public void Guessed(NameAnswer answer)
    {
        if (_seen.TryAdd(answer.Name, NameOrigin.WordList))
            _waiting.Enqueue(answer.Name);
    }

    public bool IsKnown(string name) => _seen.ContainsKey(name);

    public IReadOnlyList<string> FoundBelow(string domain) =>
        [.. _found.Keys.Where(name => name != domain && DomainName.IsAtOrBelow(name, domain))];

    public bool TryTake(out string name) => _waiting.TryDequeue(out name!);

    public NameOrigin OriginOf(string name) => _seen[name];

    public void Found(FoundName name)
    {
        _found[name.Name] = name;
        foreach (var address in name.Addresses)
            Learn(new Lead(LeadKind.Name, name.Name, address, name.HttpsPorts));
    }

    public void Denied(string name)
    {
        if (_knownBefore.Contains(name))
            _gone[name] = 0;
    }

    /// <summary>Tells the guard, once.</summary>
    public void Learn(Lead lead)
    {
        if (_leads.TryAdd((lead.Kind, lead.Of, lead.Address), lead))
            _guard.Learn(lead);
    }

    public IReadOnlyList<IPAddress> AddressesOf(LeadKind kind, string of) =>
        [.. _leads.Keys.Where(key => key.Item1 == kind && key.Item2 == of).Select(key => key.Item3)];

    public void Wildcard(string parent) => _wildcards[parent] = 0;

    public void Unanswered(Remark remark) => _unanswered[remark] = 0;

    /// <summary>Nobody answers for this domain: nothing more is asked below it.</summary>
    public void Mute(string domain, Lookup.Unknown unknown)
    {
        _mute[domain] = unknown.Word;
        Unanswered(new Remark.NameNotLooked(domain, unknown.Word));
    }

    /// <summary>Why nothing more is asked below a domain; null where somebody answers.</summary>
    public string? WhyMute(string domain) => _mute.GetValueOrDefault(domain);

    public void WillAsk(int questions) => Interlocked.Add(ref _planned, questions);

    public void Asked()
    {
        var asked = Interlocked.Increment(ref _asked);
        _progress?.Report(new NameProgress(asked, Math.Max(asked, Volatile.Read(ref _planned)), _found.Count));
    }

    public NameMap ToMap() =>
        new(
            [.. _found.Values.OrderBy(name => name.Name, StringComparer.Ordinal)],
            [
                .. _leads
                    .Values.OrderBy(lead => lead.Of, StringComparer.Ordinal)
                    .ThenBy(lead => lead.Address.ToString(), StringComparer.Ordinal),
            ],
            Sorted(_wildcards),
            Sorted(_gone),
            [.. _unanswered.Keys.OrderBy(remark => remark.ToString(), StringComparer.Ordinal)]
        );

    private static bool IsServiceName(string name) => name.StartsWith('_') || name.Contains("._", StringComparison.Ordinal);

    private void Plan(string name)
    {
        WillAsk(1);
        _waiting.Enqueue(name);
    }

    private static List<string> Sorted(ConcurrentDictionary<string, byte> set) => [.. set.Keys.Order(StringComparer.Ordinal)];
}
