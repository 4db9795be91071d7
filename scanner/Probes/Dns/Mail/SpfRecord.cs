namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>One SPF record, read to the letter of RFC 7208. Asks nothing: the walk follows what it names.</summary>
/// <param name="Text">The joined text.</param>
/// <param name="Terms">The terms that the grammar allows, in order, up to and with <c>all</c>: what follows it counts for nothing (section 5.1).</param>
/// <param name="Errors">Each one makes the record a permanent error.</param>
internal sealed record SpfRecord(string Text, IReadOnlyList<SpfTerm> Terms, IReadOnlyList<string> Errors)
{
    private const string Version = "v=spf1";
    private const int MostShown = 100;

    /// <summary>The version stands first and ends in a blank or with the record (section 4.5).</summary>
    public static bool IsSpf(string text) =>
        text.StartsWith(Version, StringComparison.OrdinalIgnoreCase)
        && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>The all mechanism with its qualifier, as <c>-all</c>; null where there is none.</summary>
    public string? All =>
        Terms.OfType<SpfTerm.Mechanism>().FirstOrDefault(term => term.Name == "all") is { } all ? $"{all.Qualifier}all" : null;

    /// <summary>The domain-spec of redirect, which counts only where there is no all (section 6.1).</summary>
    public string? Redirect =>
        All is null ? Terms.OfType<SpfTerm.Modifier>().FirstOrDefault(term => term.Name == "redirect")?.Value : null;

    public static SpfRecord Parse(string text)
    {
        List<SpfTerm> terms = [];
        List<string> errors = [];
        foreach (var word in text[Version.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (term, fault) = SpfGrammar.Read(word);
            if (term is not null)
                terms.Add(term);
            else
                errors.Add(Shown(fault!));
        }

        foreach (var name in (string[])["redirect", "exp"])
        {
            if (terms.OfType<SpfTerm.Modifier>().Count(term => term.Name == name) > 1)
                errors.Add($"{name} stands more than once");
        }

        return new SpfRecord(text, UpToAll(terms), errors);
    }

    private static List<SpfTerm> UpToAll(List<SpfTerm> terms)
    {
        var all = terms.FindIndex(term => term is SpfTerm.Mechanism { Name: "all" });
        return all < 0 ? terms : terms[..(all + 1)];
    }

    private static string Shown(string fault) => fault.Length <= MostShown ? fault : fault[..MostShown] + "…";
}
