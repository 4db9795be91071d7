using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Whether there are findings where the options say, looked at without making anything. A registry in the same folder has said before that
/// the folder is the right one; one on a server knows nothing of it.
/// </summary>
public sealed class FindingsPresence(
    IOptions<DataOptions> data,
    IOptions<RegistryOptions> registry,
    IOptions<FindingIndexOptions> index
)
{
    /// <summary>For who reads what was found, or deletes it: an empty answer out of a mistyped folder would be believed.</summary>
    /// <exception cref="IOException">There are none; the message says where, and what to do.</exception>
    public void Demand()
    {
        if (WhyNone() is { } sentence)
            throw new IOException(sentence);
    }

    /// <summary>Null where they are, or a server keeps them; else a sentence with folder and remedy.</summary>
    public string? WhyNone()
    {
        if (
            index.Value.Provider != FindingIndexProvider.Sqlite
            || registry.Value.Provider != DatabaseProvider.Postgres
            || Path.Exists(DataFolder.FindingsIn(data.Value))
        )
        {
            return null;
        }

        var folder = DataFolder.RootOf(data.Value);
        var lack = Directory.Exists(folder) ? "holds no findings" : "is not there";
        return $"The data folder {folder} {lack}; nothing was made. Name the worker's, --data DIR or CYBERWATCH_DATA: "
            + "its first scan puts findings there, and cyberwatch index setup begins the file.";
    }
}
