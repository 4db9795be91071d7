using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Telemetry;

/// <summary>How the programs are watched. Metrics and traces are made for nobody: without a port and without a collector there are none.</summary>
[OptionsSection("Telemetry")]
public sealed class TelemetryOptions : IValidatableObject
{
    [Description(
        "address of the ports below (an IP address); whoever reaches it reads /metrics and why the program is not ready, without signing in: loopback, or a network that only the watchers see"
    )]
    public string Address { get; set; } = "127.0.0.1";

    [Description("port on which a worker serves /metrics, /health/live and /health/ready (a number; 0: none)")]
    [Range(0, 65_535, ErrorMessage = "Telemetry:WorkerPort must lie between 0 and 65535.")]
    public int WorkerPort { get; set; }

    [Description(
        "port on which the dashboard serves the same (a number; 0: none); on the address of its pages it only says whether it is ready"
    )]
    [Range(0, 65_535, ErrorMessage = "Telemetry:DashboardPort must lie between 0 and 65535.")]
    public int DashboardPort { get; set; }

    [Description("logs as one JSON object a line, with scan and request ids (true or false)")]
    public bool JsonLogs { get; set; }

    [Description(
        "address of an OpenTelemetry collector that takes OTLP over http/protobuf, as http://127.0.0.1:4318; empty: nothing is sent. Headers of its own come from OTEL_EXPORTER_OTLP_HEADERS"
    )]
    [RegularExpression(
        @"https?://[^\s@/?#]+(/[^\s?#]*)?",
        ErrorMessage = "Telemetry:Otlp is not an address: write for instance http://127.0.0.1:4318, without a password.",
        MatchTimeoutInMilliseconds = 1000
    )]
    public string? Otlp { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
        {
            yield return new ValidationResult(
                $"Telemetry:Address is not an IP address: '{Address}'. Write for instance 127.0.0.1, or 0.0.0.0 inside a container."
            );
        }
    }

    internal bool IsOn(int port) => port > 0 || !string.IsNullOrEmpty(Otlp);
}
