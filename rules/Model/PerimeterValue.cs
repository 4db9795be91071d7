using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Rules.Model;

/// <summary>
/// Reads one value of a perimeter file. Says nothing of who else holds it, of public suffixes or of special ranges: those need more than the value.
/// </summary>
public abstract record PerimeterValue
{
    private const int WidestV4 = 16;
    private const int WidestV6 = 32;

    private PerimeterValue() { }

    public sealed record Good(PerimeterLine Line) : PerimeterValue;

    /// <summary>What is wrong and what to write instead: a sentence, in English.</summary>
    public sealed record Faulty(string Sentence) : PerimeterValue;

    /// <summary>Reads the value of a line of this kind (<c>domain</c>, <c>range</c>, <c>exclude</c>, <c>quiet</c>).</summary>
    public static PerimeterValue Parse(string kind, string text, string source)
    {
        var value = text.Trim();
        return kind switch
        {
            "domain" => ReadDomain(value, source),
            "range" => ReadRange(value, source),
            "exclude" => ReadExclusion(value, source),
            "quiet" => ReadQuiet(value, source),
            _ => new Faulty("The kind must be domain, range, exclude or quiet."),
        };
    }

    /// <summary>Lower case, A-labels, no final dot; null when it is no name of the domain name system.</summary>
    public static string? NormalName(string text)
    {
        var plain = text.TrimEnd('.').ToLowerInvariant();
        if (plain.Length is 0 or > 253 || IPAddress.TryParse(plain, out _))
            return null;

        try
        {
            var ascii = new IdnMapping { AllowUnassigned = false, UseStd3AsciiRules = false }
                .GetAscii(plain)
                .ToLowerInvariant();
            return ascii.Length <= 253 && ascii.Split('.').All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Latin and, in the same label, Greek, Cyrillic, Armenian or Cherokee: a name made to be taken for another.</summary>
    private static bool MixesScripts(string label) =>
        label.Any(letter => char.IsAsciiLetter(letter) || letter is >= 'À' and <= 'ɏ')
        && label.Any(letter =>
            letter is >= '\u0370' and <= '\u058F' or >= '\u13A0' and <= '\u13FF' or >= '\u1C80' and <= '\u1C8F'
        );

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && label[0] != '-'
        && label[^1] != '-';

    private static PerimeterValue ReadDomain(string text, string source)
    {
        if (text.StartsWith("*.", StringComparison.Ordinal))
            return new Faulty($"A domain covers all names below it already: write {text[2..]}.");

        if (text.Contains("://", StringComparison.Ordinal) || text.Contains('/') || text.Contains('@'))
            return new Faulty("A domain is a bare name such as ch-nord.example, without scheme, path or mailbox.");

        if (text.Split('.').Any(MixesScripts))
        {
            return new Faulty(
                "The name mixes Latin letters with others that look like them: type it again, or write its xn-- form if it is meant."
            );
        }

        return NormalName(text) is { } name && name.Contains('.')
            ? new Good(new PerimeterLine.Domain(name, source))
            : new Faulty(
                "This is no domain name: write a name such as ch-nord.example, labels of 1 to 63 letters, digits and hyphens."
            );
    }

    private static PerimeterValue ReadRange(string text, string source)
    {
        var read = Prefixes.Read(text);
        if (read.Fault is { } fault)
            return new Faulty(fault);

        var v4 = read.Prefix.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        if (read.Prefix.PrefixLength < (v4 ? WidestV4 : WidestV6))
        {
            return new Faulty(
                $"The range is too wide: at most /{(v4 ? WidestV4 : WidestV6)} on a line. Declare the prefixes that are really theirs."
            );
        }

        return new Good(new PerimeterLine.Range(read.Prefix, source));
    }

    private static PerimeterValue ReadExclusion(string text, string source)
    {
        if (text.Contains('/') || text.Contains(':') || IPAddress.TryParse(text, out _))
        {
            var read = Prefixes.Read(text);
            return read.Fault is { } fault
                ? new Faulty(fault)
                : new Good(new PerimeterLine.ExcludedRange(read.Prefix.Carried(), source));
        }

        return NormalName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) is { } name && name.Contains('.')
            ? new Good(new PerimeterLine.ExcludedName(name, source))
            : new Faulty("An exclusion is an address, a range such as 203.0.113.0/28, or a name with all below it.");
    }

    private static PerimeterValue ReadQuiet(string text, string source) =>
        QuietHours.TryParse(text) is { } hours
            ? new Good(new PerimeterLine.Quiet(hours, source))
            : new Faulty(
                "Quiet hours are days and a span of the establishment's own clock, such as mon-fri 08:00-18:30 or sat,sun 00:00-24:00."
            );
}
