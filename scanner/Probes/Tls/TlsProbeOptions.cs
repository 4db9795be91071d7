using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Probes.Tls;

[OptionsSection("Probes:Tls")]
public sealed class TlsProbeOptions
{
    [Description("Longest wait for the answer to one ClientHello, from the connection on.")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.5",
        "00:01:00",
        ErrorMessage = "Probes:Tls:HelloTimeout must lie between half a second and a minute."
    )]
    public TimeSpan HelloTimeout { get; set; } = TimeSpan.FromSeconds(5);

    [Description("Longest time for all the questions to one port; what was learned by then stands.")]
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:10:00",
        ErrorMessage = "Probes:Tls:Timeout must lie between a second and ten minutes."
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(40);
}
