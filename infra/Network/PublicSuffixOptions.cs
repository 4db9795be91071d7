using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;
using CyberWatch.Rules.Model;

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

    // written by hand, so that fr or gouv.fr is refused on a machine without Debian's package publicsuffix
    private static readonly string[] Few =
    [
        "fr",
        "asso.fr",
        "com.fr",
        "gouv.fr",
        "nom.fr",
        "prd.fr",
        "tm.fr",
        "re",
        "pm",
        "tf",
        "wf",
        "yt",
        "gp",
        "mq",
        "gf",
        "nc",
        "pf",
        "eu",
        "com",
        "net",
        "org",
        "info",
        "co.uk",
        "github.io",
        "azurewebsites.net",
        "herokuapp.com",
        "cloudfront.net",
        "blogspot.com",
    ];

    /// <summary>The list of the file, or the few that are built in when there is no such file.</summary>
    public PublicSuffixList Load()
    {
        var list = File.Exists(PublicSuffixes) ? PublicSuffixList.Parse(File.ReadLines(PublicSuffixes)) : null;
        return list is { Count: > 0 } ? list : PublicSuffixList.Parse(Few);
    }
}
