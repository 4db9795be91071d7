using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Scanning;

[OptionsSection("Alerts")]
public sealed class AlertOptions
{
    [Description(
        "How far apart two looks must lie to count as two, for opening a suspicion and for resolving an alert (a time span)."
    )]
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "1.00:00:00",
        ErrorMessage = "Alerts:SecondLookAfter must lie between 1 second and 1 day."
    )]
    public TimeSpan SecondLookAfter { get; set; } = TimeSpan.FromMinutes(10);
}
