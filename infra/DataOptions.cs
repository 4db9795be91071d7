using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra;

[OptionsSection("Data")]
public sealed class DataOptions
{
    public const string DefaultFolder = "var";

    [Description(
        "folder of registry, findings and schedule; created with mode 0700, and worker and dashboard warn of one that is open to others; also --data DIR or CYBERWATCH_DATA"
    )]
    [Required(ErrorMessage = "Data:Folder is empty: name a folder that may be written to.")]
    public string Folder { get; set; } = DefaultFolder;
}
