using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Options;

/// <summary>What to say when the program cannot start with what it was given.</summary>
public static partial class SettingFaults
{
    /// <summary>Null unless the fault is in what was given to us: an option's value, or the file of options.</summary>
    public static string? SentenceOf(Exception fault) =>
        fault switch
        {
            OptionsValidationException invalid => string.Join(
                Environment.NewLine,
                invalid.Failures.Select(failure => Plain(failure, invalid.OptionsType))
            ),
            AggregateException { InnerExceptions: var all } when all.All(one => one is OptionsValidationException) => string.Join(
                Environment.NewLine,
                all.Select(SentenceOf)
            ),
            InvalidDataException => string.Join(' ', Chain(fault).Select(one => one.Message).Distinct()),
            InvalidOperationException { InnerException: FormatException or ArgumentException } => OfKind(fault.Message),
            _ => null,
        };

    /// <summary>The innermost says the line of a file that is no JSON.</summary>
    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }

    /// <summary>What the framework says of a value of another kind, with what to write instead.</summary>
    private static string OfKind(string message)
    {
        var kind = Conversion().Match(message);
        return kind.Success
            ? $"{kind.Groups["key"].Value}: '{kind.Groups["value"].Value}' is none. Write {Example(kind.Groups["type"].Value)}."
            : message;
    }

    private static string Example(string type) =>
        type switch
        {
            "System.TimeSpan" => "hours:minutes:seconds, as 00:10:00",
            "System.Boolean" => "true or false",
            "System.Int32" or "System.Int64" => "a whole number, as 10",
            "System.Double" => "a number, as 0.5",
            _ => "one of the values that infra/OPTIONS.md has",
        };

    [GeneratedRegex(
        "^Failed to convert configuration value '(?<value>[^']*)' at '(?<key>[^']*)' to type '(?<type>[^']*)'",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Conversion();

    /// <summary>The sentence without the frame that the framework puts round it, and with the section where it does not say.</summary>
    private static string Plain(string failure, Type options)
    {
        var framed = Frame().Match(failure);
        var sentence = framed.Success ? framed.Groups["sentence"].Value : failure;
        var section = options.GetCustomAttribute<OptionsSectionAttribute>()?.Section;
        return section is null || sentence.StartsWith(section + ':', StringComparison.Ordinal)
            ? sentence
            : $"{section}: {sentence}";
    }

    [GeneratedRegex(
        "^DataAnnotation validation failed for '[^']*' members: '[^']*' with the error: '(?<sentence>.*)'\\.$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Frame();
}
