using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Probes.Dns;

[OptionsSection("Probes:Dns")]
public sealed class DnsProbeOptions
{
    [Description(
        "A name that exists elsewhere and always has the same addresses, asked of name servers to see open recursion (a name)."
    )]
    [Required(ErrorMessage = "Probes:Dns:ForeignName must be a name that exists, such as a.root-servers.net.")]
    [RegularExpression(
        @"[a-z0-9]([a-z0-9.\-]*[a-z0-9])?",
        ErrorMessage = "Probes:Dns:ForeignName must be a name in lower case without a final dot, such as a.root-servers.net.",
        MatchTimeoutInMilliseconds = 1000
    )]
    public string ForeignName { get; set; } = "a.root-servers.net";

    [Description("Pause before a name server that answered without authority is asked again (a time span).")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "Probes:Dns:Pause must lie between 0 and 60 seconds.")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    [Description("Records read of an open zone transfer at most; the names among them are counted (a number).")]
    [Range(10, 100_000, ErrorMessage = "Probes:Dns:TransferRecords must lie between 10 and 100000.")]
    public int TransferRecords { get; set; } = 5_000;
}
