using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>How long the service probe listens and how much it does at once.</summary>
[OptionsSection("Probes:Service")]
public sealed class ServiceProbeOptions
{
    [Description("How long a port may take to greet before it is asked something")]
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Greeting { get; set; } = TimeSpan.FromSeconds(2);

    [Description("The same on ports of mail, file transfer, log-in and the like, which greet late when their resolver is slow")]
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan LateGreeting { get; set; } = TimeSpan.FromSeconds(8);

    [Description("How long an answer may take")]
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Answer { get; set; } = TimeSpan.FromSeconds(4);

    [Description("Ports of one host that are asked at the same time")]
    [Range(1, 64)]
    public int AtOnce { get; set; } = 16;
}
