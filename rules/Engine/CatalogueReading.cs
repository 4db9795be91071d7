using CyberWatch.Rules.Engine.Parsing;

namespace CyberWatch.Rules.Engine;

/// <summary>A catalogue is sound as a whole or not used at all: a rule that silently dropped out would look like a clean sector.</summary>
public abstract record CatalogueReading
{
    private CatalogueReading() { }

    public sealed record Sound(RuleSet Rules) : CatalogueReading;

    public sealed record Faulty(IReadOnlyList<RuleFault> Faults) : CatalogueReading;

    /// <exception cref="RuleFormatException">The catalogue has faults; the message names them all.</exception>
    public RuleSet OrThrow() =>
        this switch
        {
            Sound sound => sound.Rules,
            Faulty faulty => throw new RuleFormatException(faulty.Faults),
            _ => throw new InvalidOperationException("no such reading"),
        };

    /// <summary>Reads all files, and goes on after a faulty one.</summary>
    public static CatalogueReading Of(IEnumerable<RuleFile> files)
    {
        var (rules, faults) = (new List<(Rule Rule, RuleFile File)>(), new List<RuleFault>());
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            try
            {
                rules.Add((RuleParser.Parse(file), file));
            }
            catch (RuleFormatException e)
            {
                faults.AddRange(e.Faults);
            }
        }
        faults.AddRange(Twins(rules));
        if (rules.Count == 0 && faults.Count == 0)
            faults.Add(new("(catalogue)", 1, 1, "(folder)", "holds no rule", "name a folder with <probe>/<rule>.yaml"));
        return faults.Count > 0 ? new Faulty(faults) : new Sound(new RuleSet(rules.Select(read => read.Rule)));
    }

    /// <summary>Ids follow the path, so twins only come from two paths that differ by case or by dots.</summary>
    private static IEnumerable<RuleFault> Twins(List<(Rule Rule, RuleFile File)> rules) =>
        from read in rules
        group read by read.Rule.Id into twins
        from twin in twins.Skip(1)
        select new RuleFault(
            twin.File.Path,
            1,
            1,
            "id",
            $"'{twins.Key}' is also the id of {twins.First().File.Path}",
            "rename one"
        );
}
