namespace CyberWatch.Rules.Model;

/// <summary>Plain facts about names that are already lower case, in A-labels and without the final dot; the root is the empty string.</summary>
public static class DomainName
{
    public static bool IsAtOrBelow(string name, string above) =>
        above.Length == 0
        || name == above
        || (
            name.Length > above.Length
            && name[name.Length - above.Length - 1] == '.'
            && name.EndsWith(above, StringComparison.Ordinal)
        );

    /// <summary>The name without its first label; the root above a single label, null above the root.</summary>
    public static string? Parent(string name)
    {
        if (name.Length == 0)
            return null;

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : name[(dot + 1)..];
    }

    public static int Labels(string name) => name.Length == 0 ? 0 : name.Count(letter => letter == '.') + 1;

    /// <summary>The last <paramref name="labels"/> labels of the name, or all of it when it has fewer.</summary>
    public static string Last(string name, int labels)
    {
        while (Labels(name) > labels)
            name = Parent(name)!;

        return name;
    }
}
