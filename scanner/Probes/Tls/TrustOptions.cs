using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Probes.Tls;

[OptionsSection("Scanner")]
public sealed class TrustOptions : IValidatableObject
{
    [Description("PEM file with the certificate authorities of Mozilla's store, as Debian's package ca-certificates keeps it.")]
    public string RootBundle { get; set; } = "/etc/ssl/certs/ca-certificates.crt";

    [Description(
        "PEM files with certificate authorities trusted besides Mozilla's. What is not self-signed in them is held as an intermediate."
    )]
    public IReadOnlyList<string> ExtraRoots { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!File.Exists(RootBundle))
        {
            yield return new(
                $"Scanner:RootBundle: there is no file {RootBundle}. Install the package ca-certificates or name another file."
            );
        }

        foreach (var file in ExtraRoots.Where(file => !File.Exists(file)))
        {
            yield return new($"Scanner:ExtraRoots: there is no file {file}. Correct the path or leave it out.");
        }
    }
}
