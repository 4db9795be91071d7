using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Scanning;

[OptionsSection("Scanner")]
public sealed class ScanningOptions
{
    [Description("Name by which this worker is known to the others; empty: the name of the machine.")]
    public string Worker { get; set; } = "";

    [Description("Scans that one worker runs at the same time (a number).")]
    [Range(1, 64, ErrorMessage = "Scanner:ParallelScans must lie between 1 and 64.")]
    public int ParallelScans { get; set; } = 4;

    [Description("Addresses, names and zones of one scan that are asked at the same time (a number).")]
    [Range(1, 256, ErrorMessage = "Scanner:ParallelAssets must lie between 1 and 256.")]
    public int ParallelAssets { get; set; } = 8;

    [Description("How long a worker may be silent before another one takes over its scan (a time span).")]
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00", ErrorMessage = "Scanner:Lease must lie between 5 seconds and 30 minutes.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);
}
