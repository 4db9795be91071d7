using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Schedule;

namespace CyberWatch.Scanner.Jobs;

[OptionsSection("Schedule")]
public sealed class ScheduleOptions
{
    /// <summary>The window, and the place of each establishment in it.</summary>
    internal ScanTimes Times => new(From, Until);

    [Description("Begin of the window in which scans start by themselves (a time of day, the establishment's own).")]
    public TimeOnly From { get; set; } = new(20, 30);

    [Description("End of that window (a time of day; before its begin: of the next morning).")]
    public TimeOnly Until { get; set; } = new(5, 30);

    [Description("How often the triggers are compared with what there should be (a time span).")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Schedule:Period must lie between 1 second and 1 day.")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);
}
