using Microsoft.Extensions.Options;

namespace CyberWatch.Infra;

/// <summary>The folder that holds all we keep when no server does. Readable by its owner alone: it holds who is exposed to what.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public DataFolder(IOptions<DataOptions> options)
    {
        Root = Path.GetFullPath(options.Value.Folder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else if (!Directory.Exists(Root))
        {
            Directory.CreateDirectory(Root, OwnerOnly);
        }
    }

    public string Root { get; }
    public string Registry => Path.Combine(Root, "registry.db");
    public string Findings => Path.Combine(Root, "findings.db");
    public string Schedule => Path.Combine(Root, "schedule.db");
}
