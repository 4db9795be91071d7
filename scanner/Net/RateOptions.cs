using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Net;

/// <summary>How fast packets may leave.</summary>
[OptionsSection("Scanner:Rates")]
public sealed class RateOptions
{
    [Description("Most packets to one address, packets a second")]
    [Range(1, 1_000_000)]
    public int PerAddress { get; set; } = 200;

    [Description("Most packets to all addresses of one establishment, packets a second")]
    [Range(1, 1_000_000)]
    public int PerEstablishment { get; set; } = 1_000;

    [Description("Most packets of all workers together, packets a second; the same for all workers, else the smallest counts")]
    [Range(1, 1_000_000)]
    public int InAll { get; set; } = 10_000;
}
