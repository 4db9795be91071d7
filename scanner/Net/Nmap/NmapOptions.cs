using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>Where nmap is and how long it may look.</summary>
[OptionsSection("Scanner:Nmap")]
public sealed class NmapOptions
{
    [Description("The nmap program: a name found by PATH, or a path")]
    [Required]
    public string Program { get; set; } = "nmap";

    [Description(
        "nmap processes of this worker at the same time, of all its scans (a number); 0: one more than there are processors, since more starve each other"
    )]
    [Range(0, 64, ErrorMessage = "Scanner:Nmap:AtOnce must lie between 0 and 64.")]
    public int AtOnce { get; set; }

    [Description("How long the search for open ports of one host may take; a host that needs longer is inconclusive")]
    [Range(typeof(TimeSpan), "00:00:05", "06:00:00")]
    public TimeSpan PortsTimeout { get; set; } = TimeSpan.FromMinutes(20);

    [Description("How long nmap may ask the open ports of one host what they speak")]
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan ServicesTimeout { get; set; } = TimeSpan.FromSeconds(25);

    [Description("How long the search for live hosts in 256 addresses may take")]
    [Range(typeof(TimeSpan), "00:00:05", "06:00:00")]
    public TimeSpan SweepTimeout { get; set; } = TimeSpan.FromMinutes(10);
}
