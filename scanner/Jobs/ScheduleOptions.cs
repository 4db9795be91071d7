using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Jobs;

[OptionsSection("Schedule")]
public sealed class ScheduleOptions
{
    [Description("Begin of the window in which scans start by themselves (a time of day, the establishment's own).")]
    public TimeOnly From { get; set; } = new(20, 30);

    [Description("End of that window (a time of day; before its begin: of the next morning).")]
    public TimeOnly Until { get; set; } = new(5, 30);

    [Description("How often establishments and mandates are compared with the triggers (a time span).")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Schedule:Period must lie between 1 second and 1 day.")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);
}
