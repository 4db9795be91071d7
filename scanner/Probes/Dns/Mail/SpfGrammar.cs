using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>The grammar of one SPF term, to the letter (RFC 7208 sections 7.1 and 12).</summary>
internal static partial class SpfGrammar
{
    private const RegexOptions Exact =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>The term, or why it is none.</summary>
    public static (SpfTerm? Term, string? Fault) Read(string text)
    {
        if (ModifierShape().Match(text) is { Success: true } modifier)
            return ReadModifier(text, modifier.Groups["name"].Value.ToLowerInvariant(), modifier.Groups["value"].Value);

        if (MechanismShape().Match(text) is not { Success: true } shape)
            return (null, $"{text}: no mechanism and no modifier");

        var qualifier = shape.Groups["qualifier"].Value is [var sign] ? sign : '+';
        var rest = shape.Groups["rest"].Value;
        var name = shape.Groups["name"].Value.ToLowerInvariant();
        return name switch
        {
            "all" => rest.Length == 0
                ? (new SpfTerm.Mechanism(text, qualifier, name, null, null, null), null)
                : (null, $"{text}: all takes nothing"),
            "include" or "exists" => ReadNamed(text, qualifier, name, rest, optional: false),
            "ptr" => ReadNamed(text, qualifier, name, rest, optional: true),
            "a" or "mx" => ReadHosts(text, qualifier, name, rest),
            "ip4" => ReadNetwork(text, qualifier, name, rest, Ip4(), AddressFamily.InterNetwork),
            "ip6" => ReadNetwork(text, qualifier, name, rest, Ip6(), AddressFamily.InterNetworkV6),
            _ => (null, $"{text}: unknown mechanism"),
        };
    }

    private static (SpfTerm?, string?) ReadModifier(string text, string name, string value)
    {
        var right = name is "redirect" or "exp" ? SpfMacro.IsDomainSpec(value) : SpfMacro.IsMacroString(value);
        return right ? (new SpfTerm.Modifier(text, name, value), null) : (null, $"{text}: no domain or no valid macro");
    }

    private static (SpfTerm?, string?) ReadNamed(string text, char qualifier, string name, string rest, bool optional)
    {
        if (rest.Length == 0 && optional)
            return (new SpfTerm.Mechanism(text, qualifier, name, null, null, null), null);

        return rest.StartsWith(':') && SpfMacro.IsDomainSpec(rest[1..])
            ? (new SpfTerm.Mechanism(text, qualifier, name, rest[1..], null, null), null)
            : (null, $"{text}: {name} needs a domain");
    }

    private static (SpfTerm?, string?) ReadHosts(string text, char qualifier, string name, string rest)
    {
        var match = Hosts().Match(rest);
        var domain = match.Groups["domain"] is { Success: true, Value: var written } ? written : null;
        if (!match.Success || (domain is not null && !SpfMacro.IsDomainSpec(domain)))
            return (null, $"{text}: no domain or no prefix length");

        return LengthOf(match.Groups["v4"], 32) is { } four && LengthOf(match.Groups["v6"], 128) is not null
            ? (new SpfTerm.Mechanism(text, qualifier, name, domain, four, null), null)
            : (null, $"{text}: no such prefix length");
    }

    private static (SpfTerm?, string?) ReadNetwork(
        string text,
        char qualifier,
        string name,
        string rest,
        Regex shape,
        AddressFamily family
    )
    {
        var longest = family == AddressFamily.InterNetwork ? 32 : 128;
        var match = shape.Match(rest);
        if (!match.Success || AddressOf(match.Groups["address"].Value, family) is not { } address)
            return (null, $"{text}: no address of {name}");

        if (LengthOf(match.Groups["length"], longest) is not { } length)
            return (null, $"{text}: no such prefix length");

        return (new SpfTerm.Mechanism(text, qualifier, name, null, longest == 32 ? length : null, address), null);
    }

    /// <summary>The platform also reads 1.2 and 010.0.0.1 as v4 addresses; the grammar knows four numbers without leading zeros.</summary>
    private static IPAddress? AddressOf(string written, AddressFamily family)
    {
        var numbers = written.Split('.');
        var strict =
            family == AddressFamily.InterNetworkV6 || (numbers.Length == 4 && numbers.All(n => n is "0" or [not '0', ..]));
        return strict && IPAddress.TryParse(written, out var address) && address.AddressFamily == family ? address : null;
    }

    /// <summary>The longest one where none is written, null when it is too long.</summary>
    private static int? LengthOf(Group written, int longest)
    {
        if (!written.Success)
            return longest;

        var length = int.Parse(written.Value, CultureInfo.InvariantCulture);
        return length <= longest ? length : null;
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][A-Za-z0-9\-_.]*)=(?<value>.*)\z", Exact | RegexOptions.Singleline)]
    private static partial Regex ModifierShape();

    [GeneratedRegex(@"^(?<qualifier>[+\-?~]?)(?<name>[A-Za-z][A-Za-z0-9]*)(?<rest>([:/].*)?)\z", Exact | RegexOptions.Singleline)]
    private static partial Regex MechanismShape();

    [GeneratedRegex(
        @"^(:(?<domain>.+?))?(/(?<v4>0|[1-9][0-9]?))?(//(?<v6>0|[1-9][0-9]{0,2}))?\z",
        Exact | RegexOptions.Singleline
    )]
    private static partial Regex Hosts();

    [GeneratedRegex(@"^:(?<address>[0-9.]+)(/(?<length>0|[1-9][0-9]?))?\z", Exact)]
    private static partial Regex Ip4();

    [GeneratedRegex(@"^:(?<address>[0-9A-Fa-f:.]+)(/(?<length>0|[1-9][0-9]{0,2}))?\z", Exact)]
    private static partial Regex Ip6();
}
