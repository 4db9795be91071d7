using System.Net;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>What is looked at in a page.</summary>
internal sealed record HtmlPage
{
    public string? Title { get; private init; }
    public string? Generator { get; private init; }

    /// <summary>Where the page leads by itself at once, as written.</summary>
    public string? Refresh { get; private init; }

    public IReadOnlyList<string> Scripts { get; private init; } = [];
    public IReadOnlyList<string> Links { get; private init; } = [];

    /// <summary>Content security policies in the page; they cannot deny framing.</summary>
    public IReadOnlyList<string> Policies { get; private init; } = [];
    public bool HasForm { get; private init; }
    public bool HasPasswordInput { get; private init; }

    public static HtmlPage Read(string html)
    {
        var tags = HtmlTag.Read(html).ToArray();
        var title = tags.FirstOrDefault(tag => tag.Name == "title");
        return new HtmlPage
        {
            Title = title is null ? null : ForeignText.Of(WebUtility.HtmlDecode(title.Content), 200),
            Generator = Meta(tags, "name", "generator").FirstOrDefault() is { } generator ? ForeignText.Of(generator, 200) : null,
            Refresh = Meta(tags, "http-equiv", "refresh").Select(RefreshTarget).FirstOrDefault(),
            Scripts = [.. tags.Where(tag => tag.Name == "script").Select(tag => tag["src"]).OfType<string>()],
            Links = [.. tags.SelectMany(tag => new[] { tag["href"], tag["src"] }).OfType<string>()],
            Policies = [.. Meta(tags, "http-equiv", "content-security-policy")],
            HasForm = tags.Any(tag => tag.Name == "form"),
            HasPasswordInput = tags.Any(IsPasswordInput),
        };
    }

    private static bool IsPasswordInput(HtmlTag tag) =>
        tag.Name == "input" && "password".Equals(tag["type"]?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Meta(IEnumerable<HtmlTag> tags, string attribute, string value) =>
        tags.Where(tag => tag.Name == "meta" && value.Equals(tag[attribute]?.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(tag => tag["content"])
            .OfType<string>();

    /// <summary>Of <c>0; url=/home</c>; null where the page only loads itself again, or waits for more than ten seconds.</summary>
    private static string? RefreshTarget(string content)
    {
        var cut = content.IndexOfAny([';', ',']);
        var url = cut < 0 ? "" : content[(cut + 1)..].Trim();
        var soon =
            cut > 0
            && double.TryParse(content[..cut], System.Globalization.CultureInfo.InvariantCulture, out var wait)
            && wait <= 10;
        if (!soon || !url.StartsWith("url", StringComparison.OrdinalIgnoreCase))
            return null;

        return url[3..].TrimStart().TrimStart('=').Trim().Trim('"', '\'');
    }
}
