using System.Globalization;

namespace CyberWatch.Rules.Model;

/// <summary>
/// The names under which others register theirs, in the format of publicsuffix.org: rules, wildcards and exceptions. Both sections count, the
/// registries' and the private one: names below a host of pages belong to different people just as those below a top-level domain.
/// </summary>
public sealed class PublicSuffixList
{
    private readonly HashSet<string> _rules = [];
    private readonly HashSet<string> _wildcards = [];
    private readonly HashSet<string> _exceptions = [];

    /// <summary>How many rules were read; 0 means that the text was no such list.</summary>
    public int Count => _rules.Count + _wildcards.Count + _exceptions.Count;

    /// <summary>Reads the lines of the file. A line ends at its first blank; names in Unicode become A-labels; what is no name is left out.</summary>
    public static PublicSuffixList Parse(IEnumerable<string> lines)
    {
        var list = new PublicSuffixList();
        foreach (var line in lines)
        {
            var rule = line.Split([' ', '\t', '\r'], 2)[0];
            if (rule.Length > 0 && !rule.StartsWith("//", StringComparison.Ordinal))
                list.Add(rule);
        }

        return list;
    }

    /// <summary>The suffix that the name stands below or is: by the longest rule, by the last label where no rule speaks of it.</summary>
    public string SuffixOf(string name)
    {
        for (string? at = name; !string.IsNullOrEmpty(at); at = DomainName.Parent(at))
        {
            if (_exceptions.Contains(at))
                return DomainName.Parent(at)!;

            if (_rules.Contains(at) || _wildcards.Contains(DomainName.Parent(at)!))
                return at;
        }

        return DomainName.Last(name, 1);
    }

    public bool IsSuffix(string name) => name.Length == 0 || SuffixOf(name) == name;

    /// <summary>The suffix and one label more: what a registrant holds. Null for a suffix itself.</summary>
    public string? OrganisationalDomain(string name) =>
        IsSuffix(name) ? null : DomainName.Last(name, DomainName.Labels(SuffixOf(name)) + 1);

    private void Add(string rule)
    {
        var (set, text) = rule switch
        {
            ['!', .. var exception] => (_exceptions, exception),
            ['*', '.', .. var parent] => (_wildcards, parent),
            _ => (_rules, rule),
        };
        if (AsciiName(text) is { } name)
            set.Add(name);
    }

    private static string? AsciiName(string text)
    {
        try
        {
            return new IdnMapping().GetAscii(text.ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
