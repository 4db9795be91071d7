using System.CommandLine;

namespace CyberWatch.Scanner.Commands;

/// <summary>What is said of a verb or an option that does not exist, or of one that is missing: the one that was meant, or those that there are.</summary>
internal static class UnknownWords
{
    private const int Slips = 2;

    /// <summary>One sentence for each fault of the words; empty when they can be run.</summary>
    public static IEnumerable<string> Faults(Command root, ParseResult parse)
    {
        var at = parse.CommandResult.Command;
        var faults = parse.Errors.Select(fault => OnOneLine(fault.Message));
        if (parse.UnmatchedTokens is [var first, ..] words)
        {
            var others = faults.Where(fault => !words.Any(word => fault.Contains($"'{word}'", StringComparison.Ordinal)));
            // that there must be a verb need not be said beside the one that is none
            return at.Subcommands.Count > 0 ? [NoVerb(root, at, first)] : [.. others, NoOption(at, words)];
        }

        // asking for nothing is what the parser takes for a fault without words of its own
        return at.Subcommands.Count > 0 && at.Action is null ? [$"{PathOf(at)} needs a verb: {All(at)}."] : faults;
    }

    // the parser lists what may be written line by line
    private static string OnOneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string NoVerb(Command root, Command at, string word)
    {
        var near = at.Subcommands.Where(verb => IsNear(verb.Name, word)).ToList();
        var meant = near.Count > 0 ? near : [.. Below(root).Where(verb => verb != at && verb.Name == word)];
        return meant.Count > 0
            ? $"{PathOf(at)} has no verb '{word}': do you mean {string.Join(" or ", meant.Select(PathOf))}?"
            : $"{PathOf(at)} has no verb '{word}'. There are {All(at)}.";
    }

    private static string NoOption(Command at, IReadOnlyList<string> words)
    {
        var options = at
            .Options.Where(option => option is not System.CommandLine.Help.HelpOption)
            .Select(option => option.Name)
            .ToList();
        var takes = options.Count > 0 ? $"It takes {string.Join(", ", options)}." : "It takes no option of its own.";
        return $"{PathOf(at)} does not know {string.Join(' ', words.Select(word => $"'{word}'"))}. {takes}";
    }

    private static string All(Command at) => string.Join(", ", at.Subcommands.Select(verb => verb.Name));

    private static IEnumerable<Command> Below(Command at) => at.Subcommands.SelectMany(verb => Below(verb).Prepend(verb));

    private static string PathOf(Command verb) =>
        verb.Parents.OfType<Command>().FirstOrDefault() is { } above ? $"{PathOf(above)} {verb.Name}" : verb.Name;

    private static bool IsNear(string verb, string word) =>
        (word.Length > 2 && verb.StartsWith(word, StringComparison.OrdinalIgnoreCase)) || Distance(verb, word) <= Slips;

    /// <summary>How many letters must be put in, taken away or replaced (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
