using System.Collections.Concurrent;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Discovery;

/// <summary>Asks where names point, and the names that come of it, until nothing new comes.</summary>
internal sealed class NameSearch(NameBook book, ProbeContext context, NameDiscoveryOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<WildcardAnswer>>> _wildcards = new();

    /// <summary>What random names below this one are answered, asked once.</summary>
    public Task<WildcardAnswer> WildcardAsync(string parent, CancellationToken cancellationToken) =>
        _wildcards.GetOrAdd(parent, _ => new(() => WildcardAnswer.AskAsync(context.Resolver, parent, cancellationToken))).Value;

    /// <summary>Asks where every waiting name points, and where the names point that come of it.</summary>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        while (Take() is { Count: > 0 } names)
            await ForEachAsync(names, ResolveAsync, cancellationToken);
    }

    public Task ForEachAsync(
        IEnumerable<string> names,
        Func<string, CancellationToken, Task> ask,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = options.InFlight, CancellationToken = cancellationToken },
            async (name, stop) => await ask(name, stop)
        );

    private List<string> Take()
    {
        List<string> names = [];
        while (book.TryTake(out var name))
            names.Add(name);

        return names;
    }

    private async Task ResolveAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await NameAnswer.AskAsync(context.Resolver, name, cancellationToken);
        book.Asked();
        if (answer.Unknown is { } unknown)
            book.Unanswered(new Remark.NameNotLooked(name, unknown.Word));

        if (answer.Denied)
            book.Denied(name);

        if (!answer.IsPositive || await IsNothingButWildcardAsync(answer, cancellationToken))
            return;

        foreach (var alias in answer.Aliases)
            book.Suggest(alias, NameOrigin.Alias);

        var ports = answer.Addresses.Count > 0 ? await HttpsPortsAsync(name, cancellationToken) : [];
        book.Found(new FoundName(name, book.OriginOf(name), answer.Addresses, answer.Aliases, ports));
    }

    /// <summary>A wildcard alias to nothing is judged once, at the wildcard; a name that nobody wrote down adds nothing to it.</summary>
    private async Task<bool> IsNothingButWildcardAsync(NameAnswer answer, CancellationToken cancellationToken) =>
        answer.Addresses.Count == 0
        && book.OriginOf(answer.Name) is NameOrigin.WordList or NameOrigin.Certificate
        && DomainName.Parent(answer.Name) is { } parent
        && (await WildcardAsync(parent, cancellationToken)).Explains(answer);

    private async Task<IReadOnlyList<int>> HttpsPortsAsync(string name, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(name, RecordType.HTTPS) { RecursionDesired = true };
        var lookup = Lookup.Of(await context.Resolver.AskAsync(question, cancellationToken), name, RecordType.HTTPS);
        var bindings = lookup
            .Records<DnsRecord.Raw>()
            .Select(raw => ServiceBinding.Parse(raw.Data.Span))
            .OfType<ServiceBinding>()
            .ToList();
        foreach (var binding in bindings.Where(binding => binding.Target.Length > 0))
            book.Suggest(binding.Target, NameOrigin.Https);

        return [.. bindings.Select(binding => binding.Port).OfType<int>().Where(port => port is not 443).Distinct().Order()];
    }
}
