namespace CyberWatch.Infra.Registry.Entities;

/// <summary>A worker that runs or ran, by its own word.</summary>
public sealed class Worker
{
    public required string Name { get; init; }
    public required DateTimeOffset StartedAt { get; set; }
    public required DateTimeOffset LastSeen { get; set; }
    public string Version { get; set; } = "";

    /// <summary>What start-up found: nmap's version, how it scans, self-tests; remarks (<see cref="CyberWatch.Rules.Model.RemarkText"/>).</summary>
    public string Notes { get; set; } = "";
}
