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
            InvalidDataException => fault.InnerException is null
                ? fault.Message
                : $"{fault.Message} {fault.InnerException.Message}",
            FileNotFoundException => fault.Message,
            InvalidOperationException { InnerException: FormatException or ArgumentException } => fault.Message,
            _ => null,
        };

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
