using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Discovery;

[OptionsSection("Scanner:Names")]
public sealed class NameDiscoveryOptions
{
    [Description("Names asked of our resolver at the same time, for one establishment (a number).")]
    [Range(1, 90, ErrorMessage = "Scanner:Names:InFlight must lie between 1 and 90.")]
    public int InFlight { get; set; } = 40;

    [Description("Names kept for one establishment at most; what is beyond is told as not asked (a number).")]
    [Range(10, 100_000, ErrorMessage = "Scanner:Names:Most must lie between 10 and 100000.")]
    public int Most { get; set; } = 5_000;

    [Description("Records read of an open zone transfer at most (a number).")]
    [Range(100, 1_000_000, ErrorMessage = "Scanner:Names:TransferRecords must lie between 100 and 1000000.")]
    public int TransferRecords { get; set; } = 20_000;
}
