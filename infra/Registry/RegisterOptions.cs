using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Registry;

/// <summary>When the age of the national register is worth a warning.</summary>
[OptionsSection("Registry")]
public sealed class RegisterOptions
{
    [Description("age of the register's data, in days, after which it is warned about")]
    [Range(1, 3650, ErrorMessage = "Registry:WarnAfterDays must be between 1 and 3650 days.")]
    public int WarnAfterDays { get; set; } = 45;
}
