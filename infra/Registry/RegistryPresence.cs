using CyberWatch.Infra.Databases;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Registry;

/// <summary>Whether there is a registry where the options say, looked at without making anything: not even the folder.</summary>
public sealed class RegistryPresence(IOptions<DataOptions> data, IOptions<RegistryOptions> registry)
{
    /// <summary>Null where there is one; for a server always, which says itself what it lacks. Else a sentence with folder and remedy.</summary>
    public string? WhyNone()
    {
        if (registry.Value.Provider == DatabaseProvider.Postgres || Path.Exists(DataFolder.RegistryIn(data.Value)))
            return null;
        var folder = DataFolder.RootOf(data.Value);
        var lack = Directory.Exists(folder) ? "holds no registry" : "is not there";
        return $"The data folder {folder} {lack}; nothing was made. Name the right one, --data DIR or CYBERWATCH_DATA, "
            + "or begin a registry there: cyberwatch import establishments FILE, or cyberwatch registry migrate.";
    }
}
