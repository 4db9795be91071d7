using Microsoft.Extensions.Configuration;

namespace CyberWatch.Infra.Options;

/// <summary>Where options come from. Argument before environment before file before default.</summary>
public static class SettingSources
{
    public const string EnvironmentPrefix = "CYBERWATCH_";
    private const string FolderKey = "Data:Folder";

    /// <summary>
    /// Adds the file (<c>--config</c>, else <c>cyberwatch.json</c> in the data folder if it is there), the environment
    /// (<c>CYBERWATCH_Section__Key</c>, and <c>CYBERWATCH_DATA</c> for the folder) and the arguments.
    /// </summary>
    public static IConfigurationBuilder AddCyberWatch(this IConfigurationBuilder builder, SettingArguments arguments)
    {
        var folder = Environment.GetEnvironmentVariable(EnvironmentPrefix + "DATA");
        var settings = new Dictionary<string, string?>(arguments.Settings, StringComparer.OrdinalIgnoreCase);
        if (arguments.Data is { } data)
        {
            settings[FolderKey] = data;
        }

        if (arguments.Config is { } file)
        {
            builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }
        else
        {
            var known = settings.GetValueOrDefault(FolderKey) ?? folder;
            known ??= Environment.GetEnvironmentVariable(EnvironmentPrefix + "Data__Folder");
            var path = Path.Combine(known ?? DataOptions.DefaultFolder, "cyberwatch.json");
            builder.AddJsonFile(Path.GetFullPath(path), optional: true, reloadOnChange: false);
        }

        builder.AddEnvironmentVariables(EnvironmentPrefix);
        if (folder is not null)
        {
            builder.AddInMemoryCollection([new(FolderKey, folder)]);
        }

        return builder.AddInMemoryCollection(settings);
    }
}
