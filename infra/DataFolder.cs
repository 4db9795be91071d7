using Microsoft.Extensions.Options;

namespace CyberWatch.Infra;

/// <summary>The folder that holds all we keep when no server does. Readable by its owner alone: it holds who is exposed to what.</summary>
public sealed class DataFolder
{
    private const string RegistryName = "registry.db";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersToo =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <exception cref="IOException">The folder is not there and cannot be made.</exception>
    public DataFolder(IOptions<DataOptions> options)
    {
        Root = RootOf(options.Value);
        try
        {
            Make();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder {Root} cannot be made ({fault.Message}). Name another one: --data DIR or CYBERWATCH_DATA.",
                fault
            );
        }
    }

    public string Root { get; }
    public string Registry => Path.Combine(Root, RegistryName);
    public string Findings => Path.Combine(Root, "findings.db");
    public string Schedule => Path.Combine(Root, "schedule.db");

    /// <summary>A sentence where others on this machine can look into the folder, as into one that was made before us; else null.</summary>
    public string? WhyOpen() =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(Root) & OthersToo) == UnixFileMode.None
            ? null
            : $"The data folder {Root} is open to other users of this machine, and holds who is exposed to what, accounts and keys. Close it: chmod 700 '{Root}'";

    /// <summary>Where the folder would be, without making it.</summary>
    internal static string RootOf(DataOptions options) => Path.GetFullPath(options.Folder);

    /// <summary>Where the registry would be, without making the folder.</summary>
    internal static string RegistryIn(DataOptions options) => Path.Combine(RootOf(options), RegistryName);

    private void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else if (!Directory.Exists(Root))
        {
            Directory.CreateDirectory(Root, OwnerOnly);
        }
    }
}
