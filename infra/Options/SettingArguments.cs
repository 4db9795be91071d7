namespace CyberWatch.Infra.Options;

/// <summary>
/// The part of the arguments that sets options, the same for command line, worker and dashboard:
/// <c>--data DIR</c>, <c>--config FILE</c> and <c>--Section:Key=value</c>. The others are left in order.
/// </summary>
public sealed record SettingArguments
{
    public string? Data { get; private init; }
    public string? Config { get; private init; }
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }
    public required IReadOnlyList<string> Others { get; init; }

    /// <summary>What cannot be understood, one sentence each.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public static SettingArguments Take(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        List<string> others = [];
        List<string> faults = [];
        var found = new Dictionary<string, string?>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (name is "--data" or "--config")
            {
                value ??= i + 1 < arguments.Count ? arguments[++i] : null;
                found[name] = string.IsNullOrEmpty(value) ? Missing(faults, name, "PATH") : value;
            }
            else if (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal))
            {
                settings[name[2..]] = value ?? Missing(faults, name, "value");
            }
            else
            {
                others.Add(arguments[i]);
            }
        }

        return new SettingArguments
        {
            Data = found.GetValueOrDefault("--data"),
            Config = found.GetValueOrDefault("--config"),
            Settings = settings,
            Others = others,
            Faults = faults,
        };
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static string? Missing(List<string> faults, string name, string what)
    {
        faults.Add($"{name} needs a value: {name}={what}");
        return null;
    }
}
