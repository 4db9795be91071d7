using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Scanning;

[OptionsSection("Scanner")]
public sealed class ScanningOptions
{
    /// <summary>The oldest answer that may serve another establishment.</summary>
    public static readonly TimeSpan LongestShared = TimeSpan.FromDays(1);

    [Description("Name by which this worker is known to the others; empty: the name of the machine.")]
    public string Worker { get; set; } = "";

    [Description("Scans that one worker runs at the same time (a number).")]
    [Range(1, 64, ErrorMessage = "Scanner:ParallelScans must lie between 1 and 64.")]
    public int ParallelScans { get; set; } = 4;

    [Description("Addresses, names and zones of one scan that are asked at the same time (a number).")]
    [Range(1, 256, ErrorMessage = "Scanner:ParallelAssets must lie between 1 and 256.")]
    public int ParallelAssets { get; set; } = 8;

    [Description(
        "How long a worker may be silent before another one takes over its scan (a time span; the same for all workers)."
    )]
    [Range(typeof(TimeSpan), "00:00:15", "00:00:45", ErrorMessage = "Scanner:Lease must lie between 15 and 45 seconds.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    [Description(
        "How long an answer of an address outside all ranges serves every establishment whose names lead there, in scans by the clock (a time span): the window of scans, and a little."
    )]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Scanner:SharedFor must lie between 0 and 1 day.")]
    public TimeSpan SharedFor { get; set; } = TimeSpan.FromHours(12);

    [Description(
        "How long a worker that is told to stop goes on with what it is asking, before it gives that back too (a time span)."
    )]
    [Range(typeof(TimeSpan), "00:00:00", "00:00:50", ErrorMessage = "Scanner:Drain must lie between 0 and 50 seconds.")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(30);
}
