using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using CyberWatch.Dashboard;
using CyberWatch.Infra;
using CyberWatch.Infra.Options;
using CyberWatch.Scanner.Commands;

namespace CyberWatch.Tests.Infra;

/// <summary>infra/OPTIONS.md, as the classes of options would have it.</summary>
internal static class OptionsDocument
{
    private const string Head = """
        # Options

        Made from the classes of options by a test: after a change, `CYBERWATCH_WRITE_OPTIONS=1` with `-class '*OptionsDocumentTests'` writes this file anew.

        Command line, worker and dashboard take their options from the same places, the first that names one decides:

        1. an argument: `--Scanner:Dns:Tries=2`; of a list each place by its number: `--Scanner:Resolvers:0=192.0.2.53`
        2. a variable of the environment: `CYBERWATCH_Scanner__Dns__Tries=2`, `CYBERWATCH_Scanner__Resolvers__0=192.0.2.53`
        3. a file in the folder that `CYBERWATCH_SECRETS` names, for what is secret: `Mail__Password`, with the value as its content
        4. the file: `{ "Scanner": { "Dns": { "Tries": 2 }, "Resolvers": ["192.0.2.53"] } }`
        5. the default below

        | for all programs | as a variable | default | meaning |
        |---|---|---|---|
        | `--data DIR` | `CYBERWATCH_DATA` | `var`; with the scripts of infra/ that of this repository | the data folder, the same as `Data:Folder` |
        | `--config FILE` | | `cyberwatch.json` in the data folder, if it is there | the file of options |

        A value that cannot be is refused before anything starts, with a sentence and exit status 2: by the worker and every verb also where they do not use it, by the dashboard where it does.
        Spans of time are written `hh:mm:ss`, with days `d.hh:mm:ss`; times of day `hh:mm`.
        """;

    public static IReadOnlyList<(Type Class, string Section)> Classes { get; } =
    [
        .. new[] { typeof(DataOptions), typeof(CommandLine), typeof(DashboardOptions) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Select(type => (type, type.GetCustomAttribute<OptionsSectionAttribute>()?.Section!))
            .Where(it => it.Item2 is not null),
    ];

    /// <summary>What can be set. What is only read is made of that.</summary>
    public static IEnumerable<PropertyInfo> Settings(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null);

    public static string Text()
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (var section in Classes.GroupBy(it => it.Section).OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {section.Key}\n\n| option | default | allowed | meaning |\n|---|---|---|---|\n"
            );
            text.AppendJoin("", section.SelectMany(it => Lines(it.Class, section.Key)).Order(StringComparer.Ordinal));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(Type options, string section)
    {
        var defaults = Activator.CreateInstance(options);
        foreach (var property in Settings(options))
        {
            var place = IsList(property) ? ":0" : "";
            var range = property.GetCustomAttribute<RangeAttribute>();
            var allowed = range is null ? "" : $"{Shown(range.Minimum)} to {Shown(range.Maximum)}";
            var meaning = property.GetCustomAttribute<DescriptionAttribute>()?.Description.TrimEnd('.') ?? "";
            yield return $"| `{section}:{property.Name}{place}` | {Default(property.GetValue(defaults))} | {allowed} | {Capital(meaning)} |\n";
        }
    }

    private static string Default(object? value) =>
        value switch
        {
            null or "" => "none",
            string text => $"`{text}`",
            IEnumerable list => Default(string.Join(", ", list.Cast<object>().Select(Shown))),
            _ => $"`{Shown(value)}`",
        };

    private static string Shown(object value) =>
        value switch
        {
            bool truth => truth ? "true" : "false",
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Capital(string text) => text is "" ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    private static bool IsList(PropertyInfo property) =>
        property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType);
}
