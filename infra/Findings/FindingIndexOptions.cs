using System.ComponentModel;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Findings;

[OptionsSection("Findings")]
public sealed class FindingIndexOptions
{
    [Description(
        "What keeps the findings: Sqlite (a file of the data folder) or Elastic (a server, see Findings:Elastic; run 'index setup' once)."
    )]
    public FindingIndexProvider Provider { get; set; } = FindingIndexProvider.Sqlite;
}

public enum FindingIndexProvider
{
    /// <summary>Embedded: a file beside the registry.</summary>
    Sqlite,

    /// <summary>Elasticsearch 9.</summary>
    Elastic,
}
