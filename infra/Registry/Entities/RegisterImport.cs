namespace CyberWatch.Infra.Registry.Entities;

/// <summary>One reading of a register file. The age of the register is the age of its data, never of the download.</summary>
public sealed class RegisterImport
{
    public long Id { get; init; }
    public required string File { get; init; }

    /// <summary><c>finess-plus</c> or <c>csv</c>.</summary>
    public required string Form { get; init; }
    public required DateOnly DataDate { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public int Sites { get; init; }
    public int InService { get; init; }
    public int Added { get; init; }
    public int Changed { get; init; }
    public int Missing { get; init; }
}
