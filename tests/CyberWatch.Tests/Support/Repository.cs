namespace CyberWatch.Tests.Support;

/// <summary>Where the sources are, for tests that read them.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("No folder above holds CyberWatch.sln.")
        : File.Exists(Path.Combine(folder.FullName, "CyberWatch.sln")) ? folder.FullName
        : Find(folder.Parent);
}
