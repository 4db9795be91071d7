namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Subjects show on lock screens and in lists: 60 characters, the verdict whole, the name cut where it must be.</summary>
internal static class SubjectLine
{
    public const int Longest = 60;
    private const int ShortestName = 8;

    /// <summary>The longest first.</summary>
    private static readonly (string Long, string Short)[] Abbreviations =
    [
        ("centre hospitalier régional et universitaire", "CHRU"),
        ("centre hospitalier régional universitaire", "CHRU"),
        ("centre hospitalier universitaire", "CHU"),
        ("centre hospitalier intercommunal", "CHI"),
        ("centre hospitalier spécialisé", "CHS"),
        ("centre hospitalier régional", "CHR"),
        ("centre hospitalier", "CH"),
        ("groupement hospitalier de territoire", "GHT"),
        ("groupe hospitalier", "GH"),
    ];

    /// <param name="name">What may be cut: of an establishment or a group.</param>
    /// <param name="around">The whole subject with a given name in it; the next one is shorter.</param>
    public static string Fit(string name, params IReadOnlyList<Func<string, string>> around)
    {
        var clean = ScannedText.OneLine(name, Longest * 2).Trim();
        var brief = Abbreviated(clean);
        var whole = around.SelectMany(one => new[] { one(clean), one(brief) }).Select(Typography.Plain);
        return whole.FirstOrDefault(subject => subject.Length <= Longest) ?? WithCutName(brief, around[^1]);
    }

    private static string WithCutName(string name, Func<string, string> around)
    {
        var room = Math.Max(ShortestName, Longest - Typography.Plain(around("")).Length);
        return Cut(Typography.Plain(around(Cut(name, room))), Longest);
    }

    /// <summary>As people write them: the town must stay.</summary>
    private static string Abbreviated(string name) =>
        Abbreviations.Aggregate(name, (text, pair) => text.Replace(pair.Long, pair.Short, StringComparison.OrdinalIgnoreCase));

    /// <summary>Between two words where that leaves half of it, and with an ellipsis.</summary>
    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var kept = text[..(most - 1)];
        if (char.IsHighSurrogate(kept[^1]))
            kept = kept[..^1];
        var blank = kept.LastIndexOf(' ');
        return (blank > most / 2 ? kept[..blank] : kept).TrimEnd(' ', ',', '-', '\'', '’') + "…";
    }
}
