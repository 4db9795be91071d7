using System.Security.Cryptography;
using System.Text;
using CyberWatch.Rules.Engine;

namespace CyberWatch.Infra.Catalogue;

/// <summary>The folder of rules on disk. The one that is delivered lies beside the binaries.</summary>
public static class RuleCatalogue
{
    public static string DefaultFolder { get; } = Path.Combine(AppContext.BaseDirectory, "catalogue");

    /// <summary>All rules of a folder, each proven by its own tests, or everything that is wrong with them.</summary>
    public static CatalogueReading Load(string folder)
    {
        if (!Directory.Exists(folder))
            return Refused(folder, "there is no such folder", "name a folder with <probe>/<rule>.yaml");
        try
        {
            // a rule called .yml would be left out in silence
            var odd = Files(folder, "*.yml").Concat(Files(folder, "*.YAML", MatchCasing.CaseSensitive)).FirstOrDefault();
            return odd is null
                ? CatalogueReading.Of(Files(folder, "*.yaml", MatchCasing.CaseSensitive).Select(path => Read(folder, path)))
                : Refused(Relative(folder, odd), "would not be read", "rename it to .yaml");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(folder, $"cannot be read: {e.Message}", "look at its owner and mode");
        }
    }

    /// <summary>Another one when any rule is another: names and contents of all files.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string DigestOf(string folder)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Files(folder, "*.yaml", MatchCasing.CaseSensitive).Order(StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(Relative(folder, path)));
            digest.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static CatalogueReading.Faulty Refused(string file, string problem, string remedy) =>
        new([new(file, 1, 1, "(file)", problem, remedy)]);

    private static IEnumerable<string> Files(string folder, string pattern, MatchCasing casing = MatchCasing.CaseInsensitive) =>
        Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = casing });

    private static RuleFile Read(string folder, string path) => new(Relative(folder, path), File.ReadAllText(path));

    private static string Relative(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
}
