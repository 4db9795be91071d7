using System.Text.Json.Nodes;

namespace CyberWatch.Tests.Infra.Feeds;

/// <summary>CISA's file in small, and what may become of it.</summary>
internal static class KevExtract
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "kev-extract.json");

    public static string Text { get; } = File.ReadAllText(Path);

    /// <summary>Released so many days later, without some vulnerabilities.</summary>
    public static string Later(int days, params string[] without)
    {
        var root = JsonNode.Parse(Text)!.AsObject();
        var list = root["vulnerabilities"]!.AsArray();
        foreach (var gone in list.Where(item => without.Contains((string)item!["cveID"]!)).ToList())
            list.Remove(gone);
        root["count"] = list.Count;
        root["dateReleased"] = ((DateTimeOffset)root["dateReleased"]!).AddDays(days);
        return root.ToJsonString();
    }

    public static IReadOnlyList<string> Ids =>
        [.. JsonNode.Parse(Text)!["vulnerabilities"]!.AsArray().Select(item => (string)item!["cveID"]!)];
}
