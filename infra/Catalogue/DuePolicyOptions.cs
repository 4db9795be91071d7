using System.ComponentModel;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Catalogue;

[OptionsSection("Policies")]
public sealed class DuePolicyOptions
{
    [Description(
        "File with the days within which alerts are to be fixed, by severity (YAML, as rules/policies/house.yaml, which is used where none is named)."
    )]
    public string Due { get; set; } = "";
}
