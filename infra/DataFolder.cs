using Microsoft.Extensions.Options;

namespace CyberWatch.Infra;

/// <summary>
/// The folder that holds all we keep when no server does. Readable by its owner alone: it holds who is exposed to what. It is made when the
/// first path in it is asked for: whoever has everything on servers needs none, and a wrong name must not leave one behind.
/// </summary>
public sealed class DataFolder(IOptions<DataOptions> options)
{
    private const string RegistryName = "registry.db";
    private const string FindingsName = "findings.db";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersToo =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    // a fault is not kept: who tries again may find it mended
    private readonly Lazy<string> _root = new(() => Made(RootOf(options.Value)), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="IOException">The folder is not there and cannot be made; so with each path below.</exception>
    public string Root => _root.Value;
    public string Registry => Path.Combine(Root, RegistryName);
    public string Findings => Path.Combine(Root, FindingsName);
    public string Schedule => Path.Combine(Root, "schedule.db");

    /// <summary>A sentence where others on this machine can look into the folder, as into one that was made before us; else null.</summary>
    public string? WhyOpen()
    {
        var root = RootOf(options.Value);
        return
            OperatingSystem.IsWindows()
            || !Directory.Exists(root)
            || (File.GetUnixFileMode(root) & OthersToo) == UnixFileMode.None
            ? null
            : $"The data folder {root} is open to other users of this machine, and holds who is exposed to what, accounts and keys. Close it: chmod 700 '{root}'";
    }

    /// <summary>Where the folder would be, without making it.</summary>
    internal static string RootOf(DataOptions options) => Path.GetFullPath(options.Folder);

    /// <summary>Where the registry would be, without making the folder.</summary>
    internal static string RegistryIn(DataOptions options) => Path.Combine(RootOf(options), RegistryName);

    /// <summary>Where the findings would be, without making the folder.</summary>
    internal static string FindingsIn(DataOptions options) => Path.Combine(RootOf(options), FindingsName);

    private static string Made(string root)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(root);
            else if (!Directory.Exists(root))
                Directory.CreateDirectory(root, OwnerOnly);
            return root;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder {root} cannot be made ({fault.Message}). Name another one: --data DIR or CYBERWATCH_DATA.",
                fault
            );
        }
    }
}
