using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>How questions to the name system are asked.</summary>
[OptionsSection("Scanner:Dns")]
public sealed class DnsOptions
{
    [Description("How long one try over UDP is waited for (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.05",
        "00:00:30",
        ErrorMessage = "Scanner:Dns:Timeout must lie between 0.05 and 30 seconds."
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    [Description("How often a question is sent over UDP before it counts as silence (a number of tries).")]
    [Range(1, 10, ErrorMessage = "Scanner:Dns:Tries must lie between 1 and 10.")]
    public int Tries { get; set; } = 3;

    [Description("How long a question over TCP may take in all, and each message of a zone transfer (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.05",
        "00:01:00",
        ErrorMessage = "Scanner:Dns:TcpTimeout must lie between 0.05 and 60 seconds."
    )]
    public TimeSpan TcpTimeout { get; set; } = TimeSpan.FromSeconds(5);

    [Description("How long a whole zone transfer may take (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:10:00",
        ErrorMessage = "Scanner:Dns:TransferTimeout must lie between 1 second and 10 minutes."
    )]
    public TimeSpan TransferTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Description("Sockets, hence source ports, for each name server that is asked (a number).")]
    [Range(1, 64, ErrorMessage = "Scanner:Dns:SocketsPerServer must lie between 1 and 64.")]
    public int SocketsPerServer { get; set; } = 2;

    // two times a hundred: a stock Linux server drops datagrams from some 270 small ones waiting on
    [Description("Questions in flight on one socket (a number).")]
    [Range(1, 20_000, ErrorMessage = "Scanner:Dns:InFlightPerSocket must lie between 1 and 20000.")]
    public int InFlightPerSocket { get; set; } = 100;
}
