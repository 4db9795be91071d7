using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Discovery;

/// <summary>What an answer says to one question: records, a denial, or nothing that could be relied on.</summary>
internal abstract record Lookup
{
    private const int LongestChain = 16;

    private Lookup() { }

    /// <summary>The aliases that led from the name asked to the end, in order; empty where there is none.</summary>
    public IReadOnlyList<string> Aliases { get; private init; } = [];

    /// <summary>Records of the type asked, at the end of the chain.</summary>
    public sealed record Found(IReadOnlyList<DnsRecord> Records) : Lookup;

    /// <summary>No such record. <paramref name="Denied"/>: the end of the chain has no name either (RFC 6604 section 3).</summary>
    public sealed record Absent(bool Denied) : Lookup;

    /// <summary>
    /// Nobody said yes or no. The word is a silence in kebab case, a code as dig prints it, or <c>alias-loop</c>; the reason is a sentence
    /// without its final dot.
    /// </summary>
    public sealed record Unknown(string Word, string Reason) : Lookup;

    /// <summary>The records when there are some; empty for a denial and for silence.</summary>
    public IEnumerable<T> Records<T>()
        where T : DnsRecord => this is Found found ? found.Records.OfType<T>() : [];

    /// <summary>The name asked is there, if only as an alias: a wildcard alias to nothing counts too.</summary>
    public bool IsPositive => this is Found || Aliases.Count > 0;

    public static Lookup Of(DnsAnswer answer, string name, RecordType type) =>
        answer switch
        {
            DnsAnswer.Reply { Code: ResponseCode.NoError or ResponseCode.NXDomain } reply => Read(reply, name, type),
            DnsAnswer.Reply { Code: var code } => new Unknown(CodeOf(code), $"{CodeOf(code)} to {name} {type}"),
            DnsAnswer.Silent { Why: var why, Detail: var detail } => new Unknown(why.Word(), $"{why} to {name} {type}: {detail}"),
            _ => throw new InvalidOperationException($"no such answer: {answer}"),
        };

    /// <summary>The code as dig prints it.</summary>
    public static string CodeOf(ResponseCode code) => code.ToString().ToUpperInvariant();

    private static Lookup Read(DnsAnswer.Reply reply, string name, RecordType type)
    {
        List<string> aliases = [];
        var at = name;
        while (type != RecordType.CNAME && AliasAt(reply, at) is { } target)
        {
            if (aliases.Count == LongestChain)
                return new Unknown("alias-loop", $"aliases of {name} go round or on for ever") { Aliases = aliases };

            aliases.Add(target);
            at = target;
        }

        var records = reply.Answers.Where(record => record.Type == type && record.Owner == at).ToList();
        return records.Count > 0
            ? new Found(records) { Aliases = aliases }
            : new Absent(reply.Code == ResponseCode.NXDomain) { Aliases = aliases };
    }

    private static string? AliasAt(DnsAnswer.Reply reply, string name) =>
        reply
            .Answers.OfType<DnsRecord.Reference>()
            .FirstOrDefault(record => record.Type == RecordType.CNAME && record.Owner == name)
            ?.Target;
}

internal static class ResolverLookups
{
    private const int Tries = 3;

    /// <summary>Asks up to three times while nobody says yes or no.</summary>
    public static async Task<Lookup> LookUpAsync(
        this IResolver resolver,
        string name,
        RecordType type,
        CancellationToken cancellationToken
    )
    {
        var found = Lookup.Of(await resolver.AskAsync(name, type, cancellationToken), name, type);
        for (var i = 1; i < Tries && found is Lookup.Unknown; i++)
            found = Lookup.Of(await resolver.AskAsync(name, type, cancellationToken), name, type);

        return found;
    }
}
