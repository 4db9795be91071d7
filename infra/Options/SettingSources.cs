using Microsoft.Extensions.Configuration;

namespace CyberWatch.Infra.Options;

/// <summary>Where options come from. Argument before environment before folder of secrets before file before default.</summary>
public static class SettingSources
{
    public const string EnvironmentPrefix = "CYBERWATCH_";
    private const string FolderKey = "Data:Folder";
    internal const string FileName = "cyberwatch.json";

    /// <summary>
    /// Adds the file (<c>--config</c>, else <c>cyberwatch.json</c> in the data folder if it is there), the folder of secrets
    /// (<c>CYBERWATCH_SECRETS</c>, a file named <c>Section__Key</c> for each), the environment
    /// (<c>CYBERWATCH_Section__Key</c>, and <c>CYBERWATCH_DATA</c> for the folder) and the arguments.
    /// </summary>
    public static IConfigurationBuilder AddCyberWatch(this IConfigurationBuilder builder, SettingArguments arguments)
    {
        builder.AddFile(arguments).AddSecrets().AddEnvironmentVariables(EnvironmentPrefix);
        if (FolderOfEnvironment is { } folder)
        {
            builder.AddInMemoryCollection([new(FolderKey, folder)]);
        }

        builder.AddInMemoryCollection(arguments.Settings);
        return arguments.Data is { } data ? builder.AddInMemoryCollection([new(FolderKey, data)]) : builder;
    }

    /// <summary>What is set and does not exist, one sentence each: a slip of the pen would otherwise leave the default in silence.</summary>
    /// <exception cref="InvalidDataException">The file that was named is not there or not JSON, or there is no such folder of secrets.</exception>
    public static IReadOnlyList<string> Unknown(SettingArguments arguments)
    {
        var file = new ConfigurationBuilder().AddFile(arguments).Build();
        var secrets = new ConfigurationBuilder().AddSecrets().Build();
        var environment = new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).Build();
        return
        [
            .. Unknown(arguments.Settings, key => $"--{key}"),
            // CYBERWATCH_DATA and whatever else has no section is no option
            .. Unknown(
                Leaves(environment).Where(it => it.Key.Contains(':', StringComparison.Ordinal)),
                key => EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal)
            ),
            .. Unknown(
                Leaves(secrets).Where(it => it.Key.Contains(':', StringComparison.Ordinal)),
                key => $"{EnvironmentPrefix}SECRETS, {key.Replace(":", "__", StringComparison.Ordinal)}"
            ),
            .. Unknown(Leaves(file), key => $"{Path.GetFileName(arguments.Config) ?? FileName}, {key}"),
        ];
    }

    private static string? FolderOfEnvironment => Environment.GetEnvironmentVariable(EnvironmentPrefix + "DATA");

    /// <summary>What systemd calls credentials and Docker secrets: one file a value, which neither a list of processes nor a page of settings shows.</summary>
    private static IConfigurationBuilder AddSecrets(this IConfigurationBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(EnvironmentPrefix + "SECRETS") is not { Length: > 0 } folder)
            return builder;
        return Directory.Exists(folder)
            ? builder.AddKeyPerFile(Path.GetFullPath(folder))
            : throw new InvalidDataException(
                $"{EnvironmentPrefix}SECRETS names {folder}, which is no folder that can be read. Correct it, or leave it out."
            );
    }

    private static IConfigurationBuilder AddFile(this IConfigurationBuilder builder, SettingArguments arguments)
    {
        if (arguments.Config is { } file)
        {
            return File.Exists(file)
                ? builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false)
                : throw new InvalidDataException(
                    $"--config {PrintableText.Of(file)}: there is no such file. Correct it, or leave it out: then {FileName} of the data folder is read, if it is there."
                );
        }

        var folder =
            arguments.Data
            ?? arguments.Settings.GetValueOrDefault(FolderKey)
            ?? FolderOfEnvironment
            ?? Environment.GetEnvironmentVariable(EnvironmentPrefix + "Data__Folder")
            ?? DataOptions.DefaultFolder;
        return builder.AddJsonFile(Path.GetFullPath(Path.Combine(folder, FileName)), optional: true, reloadOnChange: false);
    }

    private static IEnumerable<string> Unknown(IEnumerable<KeyValuePair<string, string?>> settings, Func<string, string> place) =>
        from setting in settings
        orderby setting.Key
        let fault = KnownSettings.All.FaultOf(setting.Key, setting.Value)
        where fault is not null
        select $"{place(setting.Key)}: {fault}";

    private static IEnumerable<KeyValuePair<string, string?>> Leaves(IConfigurationRoot configuration) =>
        configuration.AsEnumerable().Where(it => !configuration.GetSection(it.Key).GetChildren().Any());
}
