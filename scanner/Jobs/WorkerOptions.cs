using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Jobs;

[OptionsSection("Worker")]
public sealed class WorkerOptions
{
    [Description("Loopback port of /health/live and /health/ready (a number; 0: none).")]
    [Range(0, 65_535, ErrorMessage = "Worker:HealthPort must lie between 0 and 65535.")]
    public int HealthPort { get; set; }

    [Description("Logs as one JSON object a line (true or false).")]
    public bool JsonLogs { get; set; }
}
