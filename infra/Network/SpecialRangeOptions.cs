using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using CyberWatch.Infra.Options;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Network;

/// <summary>Which special addresses may be declared and asked: none, except in a laboratory.</summary>
[OptionsSection("Scanner")]
public sealed class SpecialRangeOptions : IValidatableObject
{
    [Description(
        "Prefixes of private, reserved, loopback or documentation addresses that may be declared and scanned; documentation ranges only where no default route exists"
    )]
    public IReadOnlyList<string> AllowSpecialRanges { get; set; } = [];

    /// <summary>What the configuration allows, on this machine as it stands now.</summary>
    public SpecialRanges Now() => new([.. AllowSpecialRanges.Select(text => IPNetwork.Parse(text))], DefaultRoute.Exists());

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in AllowSpecialRanges)
        {
            if (!IPNetwork.TryParse(text, out _))
            {
                yield return new ValidationResult(
                    $"Scanner:AllowSpecialRanges holds '{text}', which is no prefix: write for instance 127.0.0.0/8",
                    [nameof(AllowSpecialRanges)]
                );
            }
        }
    }
}
