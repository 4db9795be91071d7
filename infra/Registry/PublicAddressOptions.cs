using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Registry;

/// <summary>Under which address people reach the dashboard, for links that are printed or sent.</summary>
[OptionsSection("Dashboard")]
public sealed class PublicAddressOptions
{
    public const string Default = "http://localhost:5080";

    [Description("address that people use, written into links that are sent or printed")]
    [Url(ErrorMessage = "Dashboard:PublicAddress is not an address: write for instance https://cyberwatch.example.")]
    public string PublicAddress { get; set; } = Default;
}
