using System.Text.Json;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>The templates as they stand in the files beside, with the names of this installation.</summary>
internal static class IndexTemplates
{
    /// <summary>The version of the mapping that this program writes and asks for.</summary>
    public static int MappingVersion { get; } =
        VersionOf(JsonDocument.Parse(Read("findings")).RootElement.GetProperty("template"));

    /// <summary>In the order in which they must be made: path and body.</summary>
    public static IReadOnlyList<(string Path, string Body)> Of(IndexNames names) =>
        [
            ($"/_component_template/{names.Mapping}", Named("findings", names)),
            ($"/_index_template/{names.Latest}", Named("latest", names)),
            ($"/_index_template/{names.History}", Named("history", names)),
        ];

    /// <summary>The mapping alone, for an index that exists.</summary>
    public static string Mapping()
    {
        using var template = JsonDocument.Parse(Read("findings"));
        return template.RootElement.GetProperty("template").GetProperty("mappings").GetRawText();
    }

    /// <summary>The version that an index, or a template, says of its mapping; 0 when it says none.</summary>
    public static int VersionOf(JsonElement index) =>
        index.TryGetProperty("mappings", out var mapping)
        && mapping.TryGetProperty("_meta", out var meta)
        && meta.TryGetProperty("mapping_version", out var version)
        && version.TryGetInt32(out var number)
            ? number
            : 0;

    private static string Named(string file, IndexNames names) =>
        Read(file).Replace("{prefix}", names.Prefix, StringComparison.Ordinal);

    private static string Read(string file)
    {
        using var stream =
            typeof(IndexTemplates).Assembly.GetManifestResourceStream($"elastic/{file}.json")
            ?? throw new InvalidOperationException($"The build left out {file}.json.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
