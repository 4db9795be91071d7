using YamlDotNet.RepresentationModel;

namespace CyberWatch.Tests.Support;

/// <summary>The cases on which comparable tools failed, as they were handed to us.</summary>
internal static class Cases
{
    /// <summary>The text of one key under <c>given:</c>.</summary>
    public static string Given(string id, string key)
    {
        using var file = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Data", "cases", id + ".yaml"));
        var yaml = new YamlStream();
        yaml.Load(file);
        var given = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode)["given"];
        return ((YamlScalarNode)given[key]).Value!;
    }
}
