using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Network;

/// <summary>Where the list of public suffixes is.</summary>
[OptionsSection("Scanner")]
public sealed class PublicSuffixOptions
{
    [Description(
        "The public suffix list (a file in the format of publicsuffix.org; Debian's package publicsuffix brings the default)."
    )]
    [Required(ErrorMessage = "Scanner:PublicSuffixes must name a file: install Debian's package publicsuffix, or set it.")]
    public string PublicSuffixes { get; set; } = "/usr/share/publicsuffix/public_suffix_list.dat";
}
