using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using CyberWatch.Infra.Network;
using CyberWatch.Infra.Options;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Our own resolvers: trusted, validating, asked in order.</summary>
[OptionsSection("Scanner")]
public sealed class ResolverOptions : IValidatableObject
{
    [Description(
        "Our resolvers, asked in order, each an address with an optional port (a list of IP[:PORT]); empty: those of /etc/resolv.conf."
    )]
    public IReadOnlyList<string> Resolvers { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from text in Resolvers
        let here = FaultOf(text, DefaultRoute.Exists())
        where here is not null
        select FaultOf(text, defaultRoute: false) is { } everywhere ? new ValidationResult(everywhere) : new FaultOfPlace(here);

    /// <summary>Why a resolver cannot be asked, as a sentence; null when it can. A lab's resolver is asked inside the lab or not at all.</summary>
    internal static string? FaultOf(string text, bool defaultRoute) =>
        EndPointOf(text) is not { } point
            ? $"Scanner:Resolvers: '{text}' is no address. Write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53."
        : defaultRoute && SpecialRanges.WordOf(point.Address) == SpecialRanges.Documentation
            ? $"Scanner:Resolvers: {text} is a documentation address, and this machine has a default route by which the questions would leave it. Run this where no default route exists: infra/lab/lab exec …"
        : null;

    /// <summary>The resolvers as addresses; those of the system when none is configured.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints() =>
        Resolvers.Count > 0 ? [.. Resolvers.Select(text => EndPointOf(text)!)] : [.. OfSystem("/etc/resolv.conf")];

    internal static IEnumerable<IPEndPoint> OfSystem(string file) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is ["nameserver", _, ..])
                .Select(words => IPAddress.TryParse(words[1], out var address) ? new IPEndPoint(address, 53) : null)
                .OfType<IPEndPoint>()
            : [];

    private static IPEndPoint? EndPointOf(string text) =>
        IPEndPoint.TryParse(text, out var point) ? new IPEndPoint(point.Address, point.Port == 0 ? 53 : point.Port) : null;
}
