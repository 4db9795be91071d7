namespace CyberWatch.EndToEnd.Lab;

/// <summary>Where the sources of this test run lie: the folder above the build output that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new InvalidOperationException("The end-to-end tests run from the build output below the repository."),
            _ when File.Exists(Path.Combine(folder.FullName, "CyberWatch.sln")) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
