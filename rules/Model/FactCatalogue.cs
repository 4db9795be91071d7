using CyberWatch.Rules.Model.Facts;

namespace CyberWatch.Rules.Model;

/// <summary>What a fact's value can be.</summary>
public enum FactKind
{
    Flag,
    Number,
    Text,
    TextList,
}

/// <summary>
/// A fact that a probe may state: its name in rules, the kind of its value, the assets it is stated about. <paramref name="Values"/> is the
/// closed list of what a text can be, where there is one: a rule that asks for another could never fire and is refused.
/// </summary>
public sealed record FactDeclaration(
    string Name,
    FactKind Kind,
    AssetKind On,
    string Meaning,
    IReadOnlyList<string>? Values = null
);

/// <summary>Every fact of every probe. A probe may state nothing else, a rule may read nothing else.</summary>
public static class FactCatalogue
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, FactDeclaration>> All = new()
    {
        ["dns"] = Named(DnsFacts.All),
        ["service"] = Named(ServiceFacts.All),
        ["tls"] = Named(TlsFacts.All),
        ["http"] = Named(HttpFacts.All),
    };

    public static IReadOnlyCollection<string> Probes => All.Keys;

    /// <summary>The facts of one probe by name, or null when there is no such probe.</summary>
    public static IReadOnlyDictionary<string, FactDeclaration>? Of(string probe) => All.GetValueOrDefault(probe);

    private static Dictionary<string, FactDeclaration> Named(IEnumerable<FactDeclaration> facts) =>
        facts.ToDictionary(fact => fact.Name);
}
