using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Probes.Http;

[OptionsSection("Probes:Http")]
public sealed class HttpProbeOptions
{
    [Description("Longest wait for one answer, connection and body included")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.5",
        "00:02:00",
        ErrorMessage = "Probes:Http:RequestTimeout must lie between half a second and two minutes."
    )]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    [Description("Longest time for all the requests to one site; what was learned by then stands")]
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:15:00",
        ErrorMessage = "Probes:Http:Timeout must lie between a second and fifteen minutes."
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);
}
