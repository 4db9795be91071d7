using System.Reflection;

namespace CyberWatch.Infra;

/// <summary>What this build is: <c>0.1.0+2d89c40</c>, version and commit; without the latter where it was built outside of a repository.</summary>
public static class ProgramVersion
{
    private const int CommitLength = 7;

    public static string Current { get; } =
        Short(
            typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? ""
        );

    internal static string Short(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 || version.Length <= plus + 1 + CommitLength ? version : version[..(plus + 1 + CommitLength)];
    }
}
